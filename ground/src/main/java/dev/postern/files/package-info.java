/// Files that a crash leaves whole: [WholeFile].
@NullMarked
package dev.postern.files;

import org.jspecify.annotations.NullMarked;
