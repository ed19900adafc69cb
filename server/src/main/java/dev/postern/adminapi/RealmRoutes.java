package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.CHANGE_PEOPLE;
import static dev.postern.adminapi.Permission.SEE_PEOPLE;
import static dev.postern.http.Method.GET;
import static dev.postern.http.Method.PATCH;

import dev.postern.api.ApiPaths;
import dev.postern.api.RealmChange;
import dev.postern.api.RealmChanged;
import dev.postern.api.RealmView;
import dev.postern.http.Answer;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.user.RealmName;
import dev.postern.user.Realms;
import java.util.List;

/// Realms, and what holds for everybody in them.
public final class RealmRoutes implements AdminRoutes {
  private final Realms realms;

  public RealmRoutes(Realms realms) {
    this.realms = realms;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(GET, ApiPaths.REALM, SEE_PEOPLE, this::show),
        new AdminRoute(PATCH, ApiPaths.REALM, CHANGE_PEOPLE, this::change));
  }

  private Answer show(Request request, Caller caller) {
    var realm = PathNames.realm(request.segment("realm"), caller);
    return realms
        .recoverable(realm)
        .map(kept -> Answer.ok(new RealmView(realm.text(), kept.text())))
        .orElseGet(() -> unknown(realm));
  }

  private Answer change(Request request, Caller caller) {
    var realm = PathNames.realm(request.segment("realm"), caller);
    var recoverable = UserWords.recoverable(request.body(RealmChange.class).recoverable());
    var changed = realms.keep(realm, recoverable, caller.actor());
    var view = new RealmView(realm.text(), recoverable.text());
    return changed.isEmpty()
        ? unknown(realm)
        : Answer.ok(new RealmChanged(view, changed.getAsLong()));
  }

  private static Answer unknown(RealmName realm) {
    return Answer.failed(Problem.notFound("there is no realm '" + realm + "'"));
  }
}
