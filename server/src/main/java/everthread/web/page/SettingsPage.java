package everthread.web.page;

import everthread.oauth.SignIn;
import everthread.space.Key;
import everthread.space.Scope;
import everthread.space.Space;
import everthread.space.UuidText;
import everthread.web.page.SettingsView.KeyRow;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys, the look, the keyboard, and the way out. */
final class SettingsPage {
  private static final int LONGEST_NAME = 80;

  private final PageServices services;
  private final Cookies cookies;

  SettingsPage(PageServices services, Cookies cookies) {
    this.services = services;
    this.cookies = cookies;
  }

  Answer show(Visit visit) {
    return page(visit, 200, "", "", "");
  }

  /** The secret is shown on this answer alone. */
  Answer makeKey(Visit visit) {
    var name = visit.posted("name").orElse("");
    var scopes = scopes(visit);
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return page(visit, 422, "", "", "Give the key a name, so that you know it again.");
    }
    if (scopes.isEmpty()) return page(visit, 422, "", "", "Choose what the key may do.");
    var made = services.keys().make(visit.principal(), name, scopes, expiry(visit));
    return page(visit, 200, made.secret(), name, "");
  }

  Answer revokeKey(Visit visit) {
    var gone =
        UuidText.parse(visit.context().pathParam("key"))
            .map(key -> services.keys().revoke(visit.principal(), key))
            .orElse(false);
    return new Answer.SeeOther(
        "/settings", Toast.of(gone ? Toast.Kind.KEY_REVOKED : Toast.Kind.GONE));
  }

  Answer theme(Visit visit) {
    var theme = visit.posted("theme").orElse("");
    cookies.keepTheme(visit.context(), Set.of("light", "dark").contains(theme) ? theme : "");
    return Answer.seeOther(Address.oursOr(visit.posted("back").orElse(null), "/settings"));
  }

  Answer keyboard(Visit visit) {
    cookies.keepSingleKeys(visit.context(), visit.posted("keys").isPresent());
    return Answer.seeOther("/settings");
  }

  private Answer page(Visit visit, int status, String made, String madeName, String mistake) {
    var keys =
        services.keys().list(visit.principal()).stream().map(key -> row(visit, key)).toList();
    var view =
        new SettingsView(
            keys,
            clients(visit),
            made,
            madeName,
            cookies.theme(visit.context()),
            cookies.singleKeys(visit.context()),
            mistake);
    return new Answer.Page(status, "Settings", Nav.NONE, "settings.jte", view);
  }

  private SettingsView.Clients clients(Visit visit) {
    return switch (services.signIn()) {
      case SignIn.Here here -> {
        var clients = new ConnectedClients(here.server());
        yield new SettingsView.Here(clients.connections(visit), clients.entered(visit));
      }
      case SignIn.Elsewhere elsewhere -> {
        var settings = elsewhere.issuer().settings();
        yield new SettingsView.Elsewhere(
            settings.address().toString(), settings.subjects().stream().sorted().toList());
      }
    };
  }

  private static Set<Scope> scopes(Visit visit) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var name : visit.form().getAll("scope")) Scope.ofWireName(name).ifPresent(scopes::add);
    return scopes;
  }

  private @Nullable Instant expiry(Visit visit) {
    var now = services.clock().instant();
    return switch (visit.posted("expiry").orElse("")) {
      case "month" -> now.plus(Duration.ofDays(30));
      case "year" -> now.plus(Duration.ofDays(365));
      default -> null;
    };
  }

  private static KeyRow row(Visit visit, Key key) {
    var dates = visit.dates();
    var scopes = key.scopes().stream().sorted().map(Scope::wireName).toList();
    var space =
        visit.spaces().stream()
            .filter(other -> other.id().equals(key.home()))
            .findFirst()
            .map(Space::name);
    return new KeyRow(
        key.id().toString(),
        key.name(),
        key.hint(),
        String.join(", ", scopes),
        space.orElse("another space"),
        dates.day(key.createdAt()),
        key.expiresAt() == null ? "never" : dates.day(key.expiresAt()),
        key.lastUsedAt() == null ? "never" : dates.ago(key.lastUsedAt()));
  }
}
