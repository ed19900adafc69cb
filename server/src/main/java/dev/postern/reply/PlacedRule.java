package dev.postern.reply;

/// A rule and its place in the order, from 1.
public record PlacedRule(int position, ReplyRule rule) {}
