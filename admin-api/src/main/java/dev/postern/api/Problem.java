package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// Why a request was refused (RFC 9457). `title` is the kind of it in few words, `detail` what is
/// wrong this time, in lower case and without a full stop, `hint` what to do about it, `field` the
/// part of the request that it is about.
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String hint,
    @Nullable String field) {}
