package dev.postern.explain;

import java.util.Map;
import java.util.Set;

/// What the reasons of rejected logins mean and what to do about each; `USER` stands for the user
/// in a command. The only table of it.
public final class ReasonWords {
  /// A sentence, and an advice.
  record Words(String sentence, String advice) {
    /// The same, said of a user as a command names them.
    Words about(String user) {
      return new Words(sentence, advice.replace("USER", user));
    }
  }

  private static final Map<String, Words> TABLE =
      Map.ofEntries(
          entry(
              "UNKNOWN_USER",
              "There is no user of this name.",
              "Look for a misspelt name or a missing realm: posternctl user list --prefix."),
          entry(
              "BAD_NAME",
              "The name that was typed cannot be a user's name.",
              "Have the user type the plain name, without spaces or control characters."),
          entry(
              "NO_PASSWORD",
              "The request held no password that can be checked.",
              "See that the gateway shows the password by PAP, CHAP, MS-CHAP or MS-CHAPv2, and by one of"
                  + " them at a time."),
          entry(
              "UNSUPPORTED_SCHEME",
              "The code was sent by CHAP or MS-CHAP; whatever scheme shows the password, a code is taken"
                  + " by PAP.",
              "Set the gateway's authentication scheme to PAP."),
          entry(
              "PASSWORD_NOT_KEPT",
              "The gateway asked by CHAP, MS-CHAP or MS-CHAPv2, and nothing is kept of the user's"
                  + " password that this could be compared with.",
              "Set the gateway's authentication scheme to PAP; or have the NT hash kept, or for CHAP"
                  + " the password, and set the password anew: posternctl user change USER --recoverable."),
          entry(
              "WRONG_PASSWORD",
              "The password was wrong.",
              "Have the user type it again; else set a new one: posternctl user password USER."),
          entry(
              "WRONG_CODE",
              "The password was right and the code was wrong.",
              "Have the user wait for a new code; check the phone's clock, and that the code is read"
                  + " from the token with the serial shown above."),
          entry(
              "CODE_MISSING",
              "The password was right, but the code must stand behind it here and there was none.",
              "Have the user type the code right behind the password, which by MS-CHAPv2 takes"
                  + " posternctl user change --recoverable password; or let the gateway ask for it,"
                  + " where it can: posternctl gateway change --code either."),
          entry(
              "CODE_OUT_OF_STEP",
              "The password was right, and the code right for another time, more than a step off;"
                  + " this gateway takes appended codes only and can't ask for the next one.",
              "Have the user set the phone's clock by the network; or let the gateway ask, and have"
                  + " the user type two codes in a row: posternctl gateway change --code either."),
          entry(
              "REPLAYED_CODE",
              "The code was right, but it or a later one had been used before.",
              "Have the user wait for the next code; two logins within one step need two codes. If"
                  + " the user did not log in before, somebody read the code: set a new password."),
          entry(
              "STALE_CHALLENGE",
              "The answer came to a question that was answered already, or not this user's.",
              "Have the user begin anew."),
          entry(
              "LATE_ANSWER",
              "The answer came after the time that the question was good for.",
              "Have the user begin anew; if this is frequent, give more time:"
                  + " posternctl gateway change --challenge-life."),
          entry(
              "DELAYED",
              "Not examined: there were too many failures from this address shortly before.",
              "Have the user wait until the delay is over, or lift it: posternctl user unlock USER."),
          entry(
              "LOCKED",
              "Not examined: there were too many failures from unknown addresses.",
              "See by the logins below where they came from; then lift the lock: posternctl user unlock USER."),
          entry(
              "DISABLED",
              "The user is disabled.",
              "If that is no longer meant: posternctl user change USER --enabled."),
          entry(
              "NO_TOKEN",
              "The user has never had a token, and the gateway wants a second factor.",
              "Give the user a token: posternctl token add USER."),
          entry(
              "TOKEN_NOT_ACTIVE",
              "The user has a token, but none that is active.",
              "Activate, resume or replace it: posternctl token list --user USER."),
          entry(
              "TOO_MANY_SESSIONS",
              "Password and code were right, but the user has as many sessions open as this gateway"
                  + " allows, or was let in moments before.",
              "See which: posternctl session list --user; end one that is not wanted: posternctl"
                  + " session disconnect; or raise the limit: posternctl gateway change --sessions."),
          entry(
              "EAP_OFF",
              "The gateway asked by EAP, which is off for it, or for which this node has no"
                  + " certificate, or for EAP-TLS no CA of its clients.",
              "Give the node eap.certificate, for EAP-TLS also eap.client-ca, in postern.yaml, and"
                  + " look at the gateway's --eap;"
                  + " or set the gateway to PAP."),
          entry(
              "EAP_NO_METHOD",
              "The client takes none of the EAP methods that are on for this gateway.",
              "Set the client to one of them: posternctl gateway show says which."),
          entry(
              "EAP_NO_CONVERSATION",
              "An EAP conversation went on that this node does not know: it was too old, or begun on"
                  + " another node.",
              "Have the user begin anew; if this is frequent, see why the gateway changes nodes in"
                  + " the middle, and postern_eap_displaced_total."),
          entry(
              "EAP_BROKEN",
              "The client or the gateway did not keep to the rules of EAP.",
              "See that User-Name is the client's own name, and the client's log."),
          entry(
              "EAP_TLS",
              "Client and server found no way to speak TLS within EAP.",
              "Let the client speak TLS 1.2 or 1.3 with usual ciphers; its log says what it missed."),
          entry(
              "EAP_CERTIFICATE_REFUSED",
              "The client does not trust the server's certificate for EAP.",
              "Put the CA of eap.certificate into the client's system store, let the client expect a"
                  + " name that is in the certificate, and see that it has not expired: posternctl"
                  + " doctor."),
          entry(
              "EAP_CLIENT_CERTIFICATE_MISSING",
              "The client was to show a certificate for EAP-TLS and had none.",
              "Give the client a certificate of a CA in eap.client-ca, and let it choose that one."),
          entry(
              "EAP_CLIENT_CERTIFICATE_UNKNOWN_CA",
              "The client's certificate is from no CA of eap.client-ca, or came without the CAs"
                  + " between.",
              "Add its CA to eap.client-ca, or have the client send its whole chain."),
          entry(
              "EAP_CLIENT_CERTIFICATE_OUT_OF_DATE",
              "The client's certificate, or that of a CA above it, has expired or is not valid yet.",
              "Issue the client a new one; see that this node's clock is right: posternctl doctor."),
          entry(
              "EAP_CLIENT_CERTIFICATE_REVOKED",
              "The client's certificate, or that of a CA above it, was revoked.",
              "If that was not meant, issue the client a new one: a revocation is not taken back."),
          entry(
              "EAP_CLIENT_CERTIFICATE_NO_CRL",
              "No CRL in force says whether the client's certificate was revoked: that of its CA, or"
                  + " of a CA above it, is missing or has expired.",
              "Put the newest CRL of every CA into the files of eap.client-crl: posternctl doctor"
                  + " tells when the first expires."),
          entry(
              "EAP_CLIENT_CERTIFICATE_UNFIT",
              "The client's certificate is not for TLS clients, or not made as one must be.",
              "Issue one with the extended key usage clientAuth and the key usage digitalSignature."),
          entry(
              "EAP_CLIENT_CERTIFICATE_NAME",
              "The client's certificate holds no name by eap.client-name, or more than one.",
              "Issue one with the user's name, or change eap.client-name in postern.yaml."),
          entry(
              "EAP_NAME_CONTRADICTS",
              "The client called itself by another name than its certificate does.",
              "Let the client's EAP identity be the certificate's name, or anonymous."),
          entry(
              "SECOND_FACTOR_MISSING",
              "The certificate was right, but the user has or had a token, and EAP-TLS can't ask for"
                  + " a code.",
              "Let the client use EAP-TTLS with the code behind the password; or, if a certificate is"
                  + " to be enough on this gateway: posternctl gateway change --certificate-alone."),
          entry(
              "EAP_NO_EXTENDED_MASTER_SECRET",
              "The client spoke TLS 1.2 without extended master secret (RFC 7627), so that no keys"
                  + " can be made.",
              "Update the client, or let it speak TLS 1.3."),
          entry(
              "EAP_PROOF_REFUSED",
              "The password was right, but the client did not believe the server's own proof"
                  + " of it.",
              "See that gateway or client lets the user's name through as it was typed; the client's"
                  + " log says more."),
          entry(
              "EAP_INNER_METHOD",
              "Within the tunnel the client proved its password by something that is not taken there.",
              "Set the client's inner authentication to one of PAP, CHAP, MSCHAP, MSCHAPv2, EAP-GTC"
                  + " and EAP-MSCHAPv2 with EAP-TTLS, to MSCHAPv2 or GTC with PEAP."),
          entry(
              "PROOF_SHOWN",
              "The proof of the password was right, and the server showed its own.",
              "If nothing follows, the client went silent or did not believe the server: see its"
                  + " log."),
          entry(
              "NEXT_CODE_WANTED",
              "The code was right for another time, so a second one was asked for.",
              "Have the user type the next code; then the token's clock is known again."));

  private ReasonWords() {}

  private static Map.Entry<String, Words> entry(String reason, String sentence, String advice) {
    return Map.entry(reason, new Words(sentence, advice));
  }

  /// The reasons that there are words for.
  public static Set<String> reasons() {
    return TABLE.keySet();
  }

  static Words of(String reason) {
    return TABLE.getOrDefault(
        reason,
        new Words(
            reason.isEmpty() ? "Rejected." : "Rejected: " + reason + ".",
            "See the audit: posternctl audit list --user USER."));
  }
}
