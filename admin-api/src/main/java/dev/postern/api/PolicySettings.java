package dev.postern.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the users of a gateway must show and what they are answered. What is absent is the default
/// of a new gateway, the present value in a change, and the gateway's own in a refinement.
///
/// `prompt` is shown with a challenge, to which `challengeCode` adds Fortinet-FAC-Challenge-Code;
/// `challengeAlways` asks everybody, whatever the password; `freshChallenges` is how often a wrong
/// answer is asked for again; `challengeLife` how long an answer is waited for; `budget` how long
/// the gateway waits for us.
public record PolicySettings(
    @Nullable Code code,
    @Nullable String prompt,
    @Nullable Boolean challengeCode,
    @Nullable Boolean challengeAlways,
    @Nullable Integer freshChallenges,
    @Nullable Duration challengeLife,
    @Nullable Duration budget,
    @Nullable WithoutToken withoutToken,
    @Nullable Groups groups,
    @Nullable Eap eap,
    @Nullable Sessions sessions,
    @Nullable List<ReplyAttribute> reply) {
  /// How the code is given.
  public enum Code {
    CHALLENGE,
    APPENDED,
    EITHER;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  /// `most` is how many sessions a user may have open, 0 for any number; `disconnectPort` where the
  /// gateway is asked to end one, 0 for nowhere.
  public record Sessions(@Nullable Integer most, @Nullable Integer disconnectPort) {}

  /// What a user meets who never had a token.
  public enum WithoutToken {
    REJECT,
    PASSWORD_ALONE;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  /// The attribute that names the user's groups, once for each.
  public enum Groups {
    NONE,
    FORTINET_GROUP_NAME,
    CLASS,
    FILTER_ID;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  /// How the gateway may ask by EAP: `methods` in the order in which they are offered, or `OFF`
  /// alone; `certificateAlone` is whether a client's certificate is enough for EAP-TLS, whatever
  /// tokens its user has; `prompt` is how a code is asked for where the method itself has no place
  /// for it.
  public record Eap(
      @Nullable List<EapMethod> methods,
      @Nullable Boolean certificateAlone,
      @Nullable EapPrompt prompt) {}

  /// How a code is asked for within EAP.
  public enum EapPrompt {
    OFF,
    TUNNEL,
    FORTICLIENT,
    FORTICLIENT_5;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  public enum EapMethod {
    TTLS,
    PEAP,
    MSCHAPV2,
    TLS,
    GTC,
    OFF;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  /// An attribute of every Access-Accept, by its name in the dictionaries.
  public record ReplyAttribute(String name, String value) {}
}
