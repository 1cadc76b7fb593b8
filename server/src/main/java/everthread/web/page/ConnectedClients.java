package everthread.web.page;

import everthread.oauth.AuthorizationServer;
import everthread.problem.ProblemException;
import everthread.space.Scope;
import everthread.space.UuidText;
import everthread.web.page.SettingsView.ClientRow;
import everthread.web.page.SettingsView.ConnectionRow;
import java.util.Arrays;
import java.util.List;

/** The clients that were let in by consent, and those that the person entered, on /settings. */
final class ConnectedClients {
  private static final int LONGEST_NAME = 60;

  private final AuthorizationServer server;

  ConnectedClients(AuthorizationServer server) {
    this.server = server;
  }

  List<ConnectionRow> connections(Visit visit) {
    var dates = visit.dates();
    return server.connections(visit.principal()).stream()
        .map(
            each ->
                new ConnectionRow(
                    each.id().toString(),
                    each.name(),
                    each.host(),
                    String.join(
                        ", ", each.scopes().stream().sorted().map(Scope::wireName).toList()),
                    each.space(),
                    dates.day(each.since()),
                    each.lastUsedAt() == null ? "never" : dates.ago(each.lastUsedAt())))
        .toList();
  }

  List<ClientRow> entered(Visit visit) {
    return server.entered(visit.principal()).stream()
        .map(each -> new ClientRow(each.id(), each.name(), String.join(" ", each.redirectUris())))
        .toList();
  }

  Answer disconnect(Visit visit) {
    var gone =
        UuidText.parse(visit.context().pathParam("connection"))
            .map(id -> server.disconnect(visit.principal(), id))
            .orElse(false);
    return told(gone ? Toast.Kind.CLIENT_DISCONNECTED : Toast.Kind.GONE);
  }

  Answer enter(Visit visit) {
    var name = visit.posted("name").orElse("");
    var addresses =
        Arrays.stream(visit.posted("redirect_uris").orElse("").split("\\s+", -1))
            .filter(address -> !address.isEmpty())
            .toList();
    if (name.isEmpty() || name.length() > LONGEST_NAME) return told(Toast.Kind.CLIENT_REFUSED);
    try {
      server.enter(visit.principal(), name, addresses);
      return told(Toast.Kind.CLIENT_ENTERED);
    } catch (ProblemException refused) {
      if (refused.problem().status() != 422) throw refused;
      return told(Toast.Kind.CLIENT_REFUSED);
    }
  }

  Answer forget(Visit visit) {
    var gone = server.forget(visit.principal(), visit.context().pathParam("client"));
    return told(gone ? Toast.Kind.CLIENT_FORGOTTEN : Toast.Kind.GONE);
  }

  private static Answer told(Toast.Kind kind) {
    return new Answer.SeeOther("/settings", Toast.of(kind));
  }
}
