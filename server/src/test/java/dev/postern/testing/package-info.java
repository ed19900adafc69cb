/// What tests share: databases of their own, and fakes of ports, each proven by the contract test
/// that the PostgreSQL store runs too.
@NullMarked
package dev.postern.testing;

import org.jspecify.annotations.NullMarked;
