package dev.postern.reply;

/// Which logins a rule is for. The empty text matches anything; all that is not empty must match. A
/// realm is there where a user or a group is, for they are of one.
///
/// Connect-Info, NAS-Identifier and Fortinet-Vdom-Name are those of the request, compared without
/// case (S10).
public record RuleConditions(
    String realm,
    String user,
    String group,
    String gateway,
    String connectInfo,
    String nasIdentifier,
    String vdom) {
  public static final RuleConditions ANY = new RuleConditions("", "", "", "", "", "", "");

  public RuleConditions {
    if (realm.isEmpty() != (user.isEmpty() && group.isEmpty())) {
      throw new IllegalArgumentException("a user or a group is of a realm, and nothing else is");
    }
  }
}
