package dev.postern.radsec;

import dev.postern.gateway.CertifiedGateways;
import dev.postern.transport.Connected;
import dev.postern.transport.Received;
import java.util.function.BiConsumer;

/// What connections have in common.
record RadSecParts(
    RadSecLimits limits,
    CertifiedGateways gateways,
    BiConsumer<Connected, Received> gate,
    RadSecMeter meter,
    RadSecComplaints complaints) {}
