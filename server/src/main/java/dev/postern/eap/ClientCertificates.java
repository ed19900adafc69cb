package dev.postern.eap;

import dev.postern.certificate.TrustFiles;

/// Whose certificates clients may show, and which of the names in them is the user's.
public record ClientCertificates(TrustFiles trust, ClientNames names) {}
