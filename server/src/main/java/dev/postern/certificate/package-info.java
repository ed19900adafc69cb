/// Certificates as operators give them, in files: what a TLS server shows of itself, whom it
/// trusts, and what a peer's certificate says of its owner.
///
/// Start at [TlsFiles]. What was read is looked at again when its files change ([Watched]). Nothing
/// here asks the network: a revoked certificate is known by the CRLs that lie in files. Who is let
/// in for a name that a certificate bears is decided elsewhere.
@NullMarked
package dev.postern.certificate;

import org.jspecify.annotations.NullMarked;
