/// What we say to people about what they typed: [DidYouMean] finds the word they may have meant.
@NullMarked
package dev.postern.words;

import org.jspecify.annotations.NullMarked;
