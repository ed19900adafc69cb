/// RADIUS over TLS (RFC 6614): connections of gateways that show a certificate, and packets on
/// them.
///
/// Start with [RadSecListener], which takes connections in; what a connection is and how it ends is
/// [RadSecConnection]. Who may connect is decided in three steps: [Admission] by number alone, TLS
/// by the certificate, [RadSecPeers] by the names in it. Requests go to the same gate as datagrams.
@NullMarked
package dev.postern.radsec;

import org.jspecify.annotations.NullMarked;
