/// The RADIUS clients that ask us, and what their users must show. Start with [Gateway]; a request
/// meets [Gateways] first, which finds the gateway by its address and the policy by what it sent.
@NullMarked
package dev.postern.gateway;

import org.jspecify.annotations.NullMarked;
