/// The log: what the server says of its day, as lines for people or as JSON for machines.
///
/// Every other room speaks to SLF4J; only this one knows Logback. [Logging] sets it up, in code,
/// since reading Logback's own XML costs a tenth of a second at start. What must be kept for years
/// and can be trusted is not here but in the audit.
@NullMarked
package dev.postern.log;

import org.jspecify.annotations.NullMarked;
