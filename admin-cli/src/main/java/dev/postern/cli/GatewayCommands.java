package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.GatewayChange;
import dev.postern.api.GatewayCreated;
import dev.postern.api.GatewayView;
import dev.postern.api.NewGateway;
import dev.postern.api.PolicyRefinement;
import dev.postern.api.PolicySettings;
import dev.postern.api.Secret;
import dev.postern.api.SecretRotated;
import dev.postern.api.SecretRotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// `posternctl gateway …`
@Command(name = "gateway", description = "RADIUS clients that ask us")
final class GatewayCommands {
  private final Session session;

  GatewayCommands(Session session) {
    this.session = session;
  }

  /// What may be said of a gateway when adding or changing one.
  static final class Fields {
    @Option(
        names = "--network",
        paramLabel = "CIDR",
        split = ",",
        description = "an address or range that it asks from; all of them, if given")
    @Nullable List<String> networks;

    @Option(
        names = "--require-message-authenticator",
        negatable = true,
        description = "whether a request without Message-Authenticator is dropped")
    @Nullable Boolean requireMessageAuthenticator;

    @Option(
        names = "--limit-proxy-state",
        negatable = true,
        description = "whether a request with Proxy-State and no Message-Authenticator is dropped")
    @Nullable Boolean limitProxyState;

    @Option(
        names = "--resend",
        paramLabel = "DURATION",
        converter = Durations.Reader.class,
        description = "how soon it sends a request again, within the budget")
    @Nullable Duration resend;

    @Option(
        names = "--refinements",
        paramLabel = "FILE",
        description = "policies for some of its requests, as a JSON list (docs/cli.md)")
    @Nullable Path refinements;

    @Option(
        names = "--insecure-acknowledged",
        description = "have both of these off, though replies can then be forged (CVE-2024-3596)")
    boolean insecureAcknowledged;

    @Mixin RadSecOptions radSec = new RadSecOptions();

    @Mixin PolicyOptions policy = new PolicyOptions();

    Place at(Place place) {
      return place.with("insecure", insecureAcknowledged ? "acknowledged" : null);
    }

    boolean none() {
      return networks == null
          && requireMessageAuthenticator == null
          && limitProxyState == null
          && resend == null
          && refinements == null
          && !insecureAcknowledged
          && radSec.none()
          && policy.none();
    }

    @Nullable List<PolicyRefinement> readRefinements() {
      if (refinements == null) {
        return null;
      }
      try {
        return List.of(
            Json.STRICT.readValue(Files.readString(refinements), PolicyRefinement[].class));
      } catch (UnrecognizedPropertyException e) {
        throw CommandFailed.wrongUse(
            refinements + ": there is no '" + e.getPropertyName() + "' here",
            "known are " + new TreeSet<>(e.getKnownPropertyIds()));
      } catch (IOException | JacksonException e) {
        throw CommandFailed.wrongUse(
            "no refinements can be read from " + refinements, "see docs/cli.md for an example");
      }
    }
  }

  @Command(name = "add", description = "add a gateway; its shared secret is made and shown once")
  void add(
      @Parameters(paramLabel = "NAME", description = "the gateway's name") String name,
      @Mixin Fields fields,
      @Option(names = "--secret-stdin", description = "read its shared secret from stdin")
          boolean stdin,
      @Option(
              names = "--internet",
              description = "people reach it from the Internet: --challenge-always, unless said")
          boolean internet) {
    if (internet && fields.policy.challengeAlways == null) {
      fields.policy.challengeAlways = true; // a guesser is to learn nothing of the password (S8)
    }
    if (fields.networks == null && fields.radSec.names == null) {
      throw CommandFailed.wrongUse(
          "no address is given for " + name, "such as --network 192.0.2.1 or 192.0.2.0/28");
    }
    var added =
        new NewGateway(
            name,
            Objects.requireNonNullElse(fields.networks, List.of()),
            stdin ? session.secretFromStdin() : null,
            fields.requireMessageAuthenticator,
            fields.limitProxyState,
            fields.resend,
            fields.radSec.settings(),
            fields.policy.none() ? null : fields.policy.settings(),
            fields.readRefinements());
    GatewayCreated made =
        session.api().post(fields.at(Place.of(ApiPaths.GATEWAYS)), added, GatewayCreated.class);
    session.show(made, "gateway " + made.gateway().name() + " added");
    showSecret(made.secret());
    warn(made.gateway());
  }

  private void showSecret(@Nullable Secret secret) {
    if (secret != null) {
      session.done("shared secret: " + secret.text());
      session.note("this secret is not shown again");
    }
  }

  private void warn(GatewayView gateway) {
    gateway.warnings().forEach(warning -> session.note("warning: " + warning));
  }

  @Command(name = "list", description = "list gateways")
  void list() {
    session.list(
        ListOf.all(
            Place.of(ApiPaths.GATEWAYS),
            GatewayView.class,
            "NAME",
            "NETWORKS",
            "CODE",
            "WITHOUT TOKEN",
            "STATE"),
        this::row);
  }

  private List<String> row(GatewayView gateway) {
    return List.of(
        gateway.name(),
        String.join(", ", gateway.networks()),
        String.valueOf(gateway.policy().code()),
        String.valueOf(gateway.policy().withoutToken()),
        gateway.enabled() ? "enabled" : "disabled");
  }

  @Command(name = "show", description = "show a gateway, without its shared secret")
  void show(@Parameters(paramLabel = "NAME", description = "the gateway's name") String name) {
    GatewayView view = session.api().get(Place.of(ApiPaths.GATEWAY, name), GatewayView.class);
    var details =
        new Details()
            .line("name", view.name())
            .line("networks", view.networks())
            .line("state", view.enabled() ? "enabled" : "disabled")
            .line("previous secret until", session.time(view.previousSecretUntil()))
            .line("require Message-Authenticator", yes(view.requireMessageAuthenticator()))
            .line("limit Proxy-State", yes(view.limitProxyState()))
            .line("resend", text(view.resend()));
    RadSecOptions.describe(details, view.radSec());
    describe(details, view.policy());
    for (PolicyRefinement refinement : view.refinements()) {
      details.line("refined for", condition(refinement));
      describe(details, refinement.policy());
    }
    session.show(view, details);
    warn(view);
  }

  private static void describe(Details details, PolicySettings policy) {
    details
        .line("code", policy.code())
        .line("prompt", policy.prompt())
        .line("challenge code", yes(policy.challengeCode()))
        .line("challenge always", yes(policy.challengeAlways()))
        .line("fresh challenges", policy.freshChallenges())
        .line("challenge life", text(policy.challengeLife()))
        .line("budget", text(policy.budget()))
        .line("without token", policy.withoutToken())
        .line("groups", policy.groups())
        .line("EAP", methods(policy.eap()))
        .line(
            "certificate alone", yes(policy.eap() == null ? null : policy.eap().certificateAlone()))
        .line("EAP prompt", policy.eap() == null ? null : policy.eap().prompt())
        .line("sessions", policy.sessions() == null ? null : limit(policy.sessions().most()))
        .line(
            "disconnect port",
            policy.sessions() == null ? null : policy.sessions().disconnectPort());
    if (policy.reply() != null) {
      policy.reply().forEach(it -> details.line("reply", it.name() + " = " + it.value()));
    }
  }

  /// As `--eap` takes them.
  private static @Nullable String methods(PolicySettings.@Nullable Eap eap) {
    return eap == null || eap.methods() == null
        ? null
        : eap.methods().stream().map(Enum::toString).collect(Collectors.joining(","));
  }

  /// Where any number will do, nothing is to be said.
  private static @Nullable Integer limit(@Nullable Integer most) {
    return most == null || most == 0 ? null : most;
  }

  private static @Nullable String yes(@Nullable Boolean value) {
    return value == null ? null : value ? "yes" : "no";
  }

  private static @Nullable String text(@Nullable Duration duration) {
    return duration == null ? null : Durations.text(duration);
  }

  private static String condition(PolicyRefinement refinement) {
    var parts = new Details();
    parts.line("Connect-Info", refinement.connectInfo());
    parts.line("NAS-Identifier", refinement.nasIdentifier());
    parts.line("Fortinet-Vdom-Name", refinement.vdom());
    return parts.toString().replaceAll(" {2,}", " ").replace("\n", ", ");
  }

  @Command(name = "change", description = "change a gateway; what is not named stays as it is")
  void change(
      @Parameters(paramLabel = "NAME", description = "the gateway's name") String name,
      @Mixin Fields fields,
      @Option(
              names = "--enabled",
              negatable = true,
              description = "whether its requests are answered")
          @Nullable Boolean enabled) {
    Session.requireSome(enabled != null || !fields.none());
    var change =
        new GatewayChange(
            fields.networks,
            enabled,
            fields.requireMessageAuthenticator,
            fields.limitProxyState,
            fields.resend,
            fields.radSec.settings(),
            fields.policy.none() ? null : fields.policy.settings(),
            fields.readRefinements());
    GatewayView view =
        session.api().patch(fields.at(Place.of(ApiPaths.GATEWAY, name)), change, GatewayView.class);
    session.show(view, "gateway " + view.name() + " changed");
    warn(view);
  }

  @Command(name = "remove", description = "remove a gateway, which is no longer answered")
  void remove(
      @Parameters(paramLabel = "NAME", description = "the gateway's name") String name,
      @Mixin Sure sure) {
    session.confirm(sure.yes, "remove gateway " + name);
    session.api().delete(Place.of(ApiPaths.GATEWAY, name));
    session.done("gateway " + name + " removed");
  }

  @Command(name = "secret", description = "give a gateway a new shared secret")
  void secret(
      @Parameters(paramLabel = "NAME", description = "the gateway's name") String name,
      @Option(
              names = "--overlap",
              paramLabel = "DURATION",
              converter = Durations.Reader.class,
              description = "how long the present secret is good too (a day)")
          @Nullable Duration overlap,
      @Option(names = "--secret-stdin", description = "read the new one from stdin")
          boolean stdin) {
    var rotation = new SecretRotation(stdin ? session.secretFromStdin() : null, overlap);
    Place place = Place.of(ApiPaths.GATEWAY_SECRET, name);
    SecretRotated rotated = session.api().post(place, rotation, SecretRotated.class);
    String until = session.time(rotated.gateway().previousSecretUntil());
    session.show(
        rotated,
        "gateway "
            + name
            + " has a new secret"
            + (until.isEmpty() ? "" : "; the one before is good until " + until));
    showSecret(rotated.secret());
    warn(rotated.gateway());
  }
}
