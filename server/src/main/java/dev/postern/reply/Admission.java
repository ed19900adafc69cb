package dev.postern.reply;

import dev.postern.user.User;

/// Who comes in, and by what request: the gateway's name and what it said in Connect-Info,
/// NAS-Identifier and Fortinet-Vdom-Name, empty where it said nothing.
public record Admission(
    User user, String gateway, String connectInfo, String nasIdentifier, String vdom) {}
