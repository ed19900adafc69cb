package dev.postern.gateway;

/// The attribute in which an Access-Accept names the user's groups, once for each group.
public enum GroupAttribute {
  NONE,
  FORTINET_GROUP_NAME,
  CLASS,
  FILTER_ID
}
