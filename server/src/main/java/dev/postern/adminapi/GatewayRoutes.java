package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.CHANGE_GATEWAYS;
import static dev.postern.adminapi.Permission.SEE_GATEWAYS;

import dev.postern.api.ApiPaths;
import dev.postern.api.GatewayChange;
import dev.postern.api.GatewayCreated;
import dev.postern.api.NewGateway;
import dev.postern.api.Secret;
import dev.postern.api.SecretRotated;
import dev.postern.api.SecretRotation;
import dev.postern.gateway.EapType;
import dev.postern.gateway.GatewayRegister;
import dev.postern.gateway.GatewaySettings;
import dev.postern.gateway.RegisterOutcome;
import dev.postern.gateway.RegisteredGateway;
import dev.postern.gateway.ReplyCheck;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Page;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The routes of gateways. They belong to no realm, so a key that is limited to one does not reach
/// them.
public final class GatewayRoutes implements AdminRoutes {
  private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

  private final GatewayRegister register;
  private final ReplyCheck check;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Set<EapType> eapSpoken;

  /// `eapSpoken`: the EAP methods that this node can offer.
  public GatewayRoutes(
      GatewayRegister register,
      ReplyCheck check,
      SecureRandom random,
      InstantSource clock,
      Set<EapType> eapSpoken) {
    this.eapSpoken = Set.copyOf(eapSpoken);
    this.register = register;
    this.check = check;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(Method.GET, ApiPaths.GATEWAYS, SEE_GATEWAYS, this::list),
        new AdminRoute(Method.POST, ApiPaths.GATEWAYS, CHANGE_GATEWAYS, this::add),
        new AdminRoute(Method.GET, ApiPaths.GATEWAY, SEE_GATEWAYS, this::show),
        new AdminRoute(Method.PATCH, ApiPaths.GATEWAY, CHANGE_GATEWAYS, this::change),
        new AdminRoute(Method.DELETE, ApiPaths.GATEWAY, CHANGE_GATEWAYS, this::remove),
        new AdminRoute(Method.POST, ApiPaths.GATEWAY_SECRET, CHANGE_GATEWAYS, this::rotate));
  }

  private Answer list(Request request, Caller caller) {
    caller.requireAllRealms();
    var range = request.range();
    var gateways = register.list(range.after(), range.limit() + 1);
    return Answer.ok(
        Page.of(gateways, range, RegisteredGateway::name)
            .map(gateway -> GatewayWords.view(gateway, List.of(), eapSpoken)));
  }

  private Answer show(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    return register
        .find(name)
        .map(gateway -> Answer.ok(GatewayWords.view(gateway, List.of(), eapSpoken)))
        .orElseGet(() -> noSuchGateway(name));
  }

  private Answer add(Request request, Caller caller) {
    caller.requireAllRealms();
    var asked = request.body(NewGateway.class);
    if (asked.name() == null || !RegisteredGateway.sound(asked.name())) {
      return Answer.failed(
          Problem.invalid("a gateway's name is 1 to 63 letters, digits, '.', '_' or '-'")
              .field("name"));
    }
    var texts = PolicyTexts.of(asked.policy());
    flags(texts, asked.requireMessageAuthenticator(), asked.limitProxyState(), request);
    PolicyTexts.put(texts, "resend-seconds", PolicyTexts.seconds("resend", asked.resend()));
    RadSecWords.put(texts, asked.radSec());
    var settings =
        GatewaySettings.DEFAULT
            .with(texts)
            .refinedBy(GatewayWords.refinements(asked.refinements()));
    var rules = GatewayWords.rules(settings, check);
    var networks = GatewayWords.networks(asked.networks());
    GatewayWords.requireKnowable(networks, rules.radSec());
    var created = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var gateway = new RegisteredGateway(asked.name(), networks, true, settings, null, created);
    var secret = secret(asked.secret());
    return answer(
        register.add(gateway, secret, caller.actor()),
        asked.name(),
        kept ->
            Answer.created(
                new GatewayCreated(
                    GatewayWords.view(kept, warnings(secret), eapSpoken),
                    shown(asked.secret(), secret))));
  }

  /// `?insecure=acknowledged` stands in the query, so that it is given on purpose and never by a
  /// copied body.
  private static void flags(
      SortedMap<String, String> texts,
      @Nullable Boolean requireMessageAuthenticator,
      @Nullable Boolean limitProxyState,
      Request request) {
    PolicyTexts.put(
        texts, "require-message-authenticator", PolicyTexts.yes(requireMessageAuthenticator));
    PolicyTexts.put(texts, "limit-proxy-state", PolicyTexts.yes(limitProxyState));
    request.query("insecure").ifPresent(text -> texts.put("insecure", text));
  }

  private SharedSecret secret(@Nullable Secret given) {
    if (given == null) {
      return GeneratedSecret.with(random);
    }
    if (given.text().isEmpty()) {
      throw Problem.invalid("the shared secret is empty").field("secret").refused();
    }
    return new SharedSecret(SecretOctets.utf8(given.text()));
  }

  private static @Nullable Secret shown(@Nullable Secret given, SharedSecret secret) {
    return given == null ? new Secret(secret.octets().revealUtf8()) : null;
  }

  private static List<String> warnings(SharedSecret secret) {
    int length = secret.octets().length();
    return length < SharedSecret.SHORT
        ? List.of("the shared secret has " + length + " octets, fewer than " + SharedSecret.SHORT)
        : List.of();
  }

  private Answer change(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    var asked = request.body(GatewayChange.class);
    var texts = PolicyTexts.of(asked.policy());
    flags(texts, asked.requireMessageAuthenticator(), asked.limitProxyState(), request);
    PolicyTexts.put(texts, "resend-seconds", PolicyTexts.seconds("resend", asked.resend()));
    RadSecWords.put(texts, asked.radSec());
    return answer(
        register.change(name, gateway -> changed(gateway, asked, texts), caller.actor()),
        name,
        kept -> Answer.ok(GatewayWords.view(kept, List.of(), eapSpoken)));
  }

  private RegisteredGateway changed(
      RegisteredGateway gateway, GatewayChange asked, SortedMap<String, String> texts) {
    var settings = gateway.settings().with(texts);
    if (asked.refinements() != null) {
      settings = settings.refinedBy(GatewayWords.refinements(asked.refinements()));
    }
    var rules = GatewayWords.rules(settings, check);
    var networks =
        asked.networks() == null ? gateway.networks() : GatewayWords.networks(asked.networks());
    GatewayWords.requireKnowable(networks, rules.radSec());
    boolean enabled = Objects.requireNonNullElse(asked.enabled(), gateway.enabled());
    return gateway.with(networks, enabled, settings);
  }

  private Answer remove(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    return register.remove(name, caller.actor()) ? Answer.done() : noSuchGateway(name);
  }

  private Answer rotate(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    var asked = request.body(SecretRotation.class);
    var overlap = Objects.requireNonNullElse(asked.overlap(), USUAL_OVERLAP);
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      return Answer.failed(Problem.invalid("overlap is at most 90 days").field("overlap"));
    }
    var secret = secret(asked.secret());
    var until = clock.instant().plus(overlap).truncatedTo(ChronoUnit.MICROS);
    return answer(
        register.rotate(name, secret, until, caller.actor()),
        name,
        kept ->
            Answer.ok(
                new SecretRotated(
                    GatewayWords.view(kept, warnings(secret), eapSpoken),
                    shown(asked.secret(), secret))));
  }

  private static Answer answer(
      RegisterOutcome outcome, String name, Function<RegisteredGateway, Answer> kept) {
    return switch (outcome) {
      case RegisterOutcome.Kept(RegisteredGateway gateway) -> kept.apply(gateway);
      case RegisterOutcome.NameTaken() ->
          Answer.failed(
              Problem.conflict("there is a gateway '" + name + "' already").field("name"));
      case RegisterOutcome.NetworkTaken(var network, String other) ->
          Answer.failed(
              Problem.conflict("the network " + network + " belongs to gateway '" + other + "'")
                  .hint("a part of it may be another gateway's: the most specific network wins")
                  .field("networks"));
      case RegisterOutcome.CertificateNameTaken(var taken, String other) ->
          Answer.failed(
              Problem.conflict("by " + taken + " gateway '" + other + "' is known already")
                  .hint("each gateway needs a certificate with a name of its own")
                  .field("radSec.names"));
      case RegisterOutcome.NoSuchGateway() -> noSuchGateway(name);
    };
  }

  private static Answer noSuchGateway(String name) {
    return Answer.failed(
        Problem.notFound("there is no gateway '" + name + "'")
            .hint("run: posternctl gateway list"));
  }
}
