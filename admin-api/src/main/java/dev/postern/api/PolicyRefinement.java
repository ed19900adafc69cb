package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// A policy for those requests of a gateway that carry the named values; an absent one matches
/// anything. The first refinement that matches holds.
public record PolicyRefinement(
    @Nullable String connectInfo,
    @Nullable String nasIdentifier,
    @Nullable String vdom,
    PolicySettings policy) {}
