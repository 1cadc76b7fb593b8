package everthread.web.page;

import everthread.oauth.SignIn;
import everthread.space.Scope;
import everthread.space.UuidText;
import everthread.web.page.ConnectView.BrowserRow;
import everthread.web.page.ConnectView.ClientTab;
import everthread.web.page.ConnectView.StepRow;
import everthread.web.page.markdown.MessageHtml;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Pairs browsers and connects AI clients. */
final class ConnectPage {
  private static final String NO_KEY = "et_…";
  private static final String NO_PUBLIC_URL = "https://…/mcp";
  private static final List<StepRow> TO_COME =
      List.of(
          new StepRow("waiting", "The server answers", "", "The MCP endpoint is called.", "", ""),
          new StepRow("waiting", "It lists the tools", "", "What a client may call.", "", ""),
          new StepRow("waiting", "It remembers something", "", "A search is tried.", "", ""));
  private static final List<StepRow> SIGN_IN_TO_COME =
      List.of(
          new StepRow("waiting", "It finds who lets in", "", "The documents are read.", "", ""),
          new StepRow("waiting", "It registers", "", "As a client that nobody knows.", "", ""),
          new StepRow("waiting", "It is let in", "", "You allow it, and it gets a token.", "", ""),
          new StepRow(
              "waiting", "It speaks MCP", "", "The tools are listed, one is called.", "", ""),
          new StepRow("waiting", "It signs off", "", "Nothing of it is left.", "", ""));

  private final PageServices services;
  private final AttemptsPart attempts;

  ConnectPage(PageServices services) {
    this.services = services;
    this.attempts = new AttemptsPart(services);
  }

  Answer show(Visit visit) {
    var client = visit.asked("client").flatMap(Client::ofWireName).orElse(Client.CLAUDE_DESKTOP);
    return page(visit, client, "", toCome(client));
  }

  /** The key is shown on this answer alone. */
  Answer makeKey(Visit visit) {
    var client = client(visit);
    var scopes = Set.of(Scope.READ, Scope.WRITE);
    var made = services.keys().make(visit.principal(), client.label(), scopes, null);
    return page(visit, client, made.secret(), toCome(client));
  }

  Answer test(Visit visit) {
    var key = visit.posted("key").orElse("");
    var steps = services.connectionTest().run(key).stream().map(ConnectPage::step).toList();
    return page(visit, client(visit), key, new Doctor(steps, true, false));
  }

  /** The person's wish to see it is the consent to the client of the test. */
  Answer signIn(Visit visit) {
    var key = visit.posted("key").orElse("");
    var steps = services.connectionTest().signIn(visit.principal());
    var rows = steps.stream().map(ConnectPage::step).toList();
    return page(visit, client(visit), key, new Doctor(rows, false, true));
  }

  /** What the doctor shows: the steps of the test that ran, or those to come. */
  private record Doctor(List<StepRow> steps, boolean tested, boolean signInTested) {}

  /** None where a client signs in at an issuer of the owner's: that way cannot be tried here. */
  private Doctor toCome(Client client) {
    if (!client.fromOutside()) return new Doctor(TO_COME, false, false);
    boolean isHere = services.signIn() instanceof SignIn.Here;
    return new Doctor(isHere ? SIGN_IN_TO_COME : List.of(), false, false);
  }

  Answer unpair(Visit visit) {
    var gone =
        UuidText.parse(visit.context().pathParam("key"))
            .map(key -> services.keys().revoke(visit.principal(), key))
            .orElse(false);
    return new Answer.SeeOther(
        "/connect", Toast.of(gone ? Toast.Kind.BROWSER_UNPAIRED : Toast.Kind.GONE));
  }

  private static Client client(Visit visit) {
    return visit.posted("client").flatMap(Client::ofWireName).orElse(Client.CLAUDE_DESKTOP);
  }

  private Answer page(Visit visit, Client client, String key, Doctor doctor) {
    var installation = services.installation();
    var code = services.pairings().make(visit.principal());
    var left = Duration.between(visit.dates().now(), code.expiresAt());
    var blocked = client.fromOutside() && !installation.reachableFromOutside();
    var url = blocked ? NO_PUBLIC_URL : installation.mcpUrl();
    var text = client.snippet(url, key.isEmpty() ? NO_KEY : key);
    var started = started(client, installation);
    var view =
        new ConnectView(
            code.code(),
            Counted.of(Math.max(1, left.toMinutes()), "minute").toString(),
            code.expiresAt().toString(),
            installation.extensionFolder(),
            browsers(visit),
            Arrays.stream(Client.values()).map(other -> tab(other, client)).toList(),
            tab(client, client),
            client.place(),
            client.advice() + signingIn(client),
            MessageHtml.code(text, client.language()),
            text,
            started.isEmpty() ? "" : MessageHtml.code(started, client.language()),
            started,
            key,
            !client.fromOutside(),
            blocked ? outside(client, installation) : "",
            issuer(),
            doctor.steps(),
            doctor.tested(),
            doctor.signInTested(),
            visit.principal().may(Scope.ADMIN) ? attempts.view(visit) : null);
    return Answer.page("Connect", Nav.CONNECT, "connect.jte", view);
  }

  /** Of a client that can start a process, where that would be on the server's machine. */
  private static String started(Client client, Installation installation) {
    var launch = installation.launch();
    if (launch == null) return "";
    return client.starting().map(config -> config.text(launch)).orElse("");
  }

  /** What follows with a client that has no key to send. */
  private String signingIn(Client client) {
    if (!client.fromOutside()) return "";
    return switch (services.signIn()) {
      case SignIn.Here here ->
          " Leave fields for a client id empty: "
              + client.label()
              + " signs in, and a page of Everthread asks you what it may do.";
      case SignIn.Elsewhere elsewhere ->
          " "
              + client.label()
              + " signs in at your own issuer. Fields for a client id stay empty where the issuer lets"
              + " clients register themselves; else enter the id that it knows "
              + client.label()
              + " by.";
    };
  }

  private String issuer() {
    return switch (services.signIn()) {
      case SignIn.Here here -> "";
      case SignIn.Elsewhere elsewhere -> elsewhere.issuer().settings().address().toString();
    };
  }

  private static String outside(Client client, Installation installation) {
    return client.label()
        + " runs at its maker’s and can’t reach "
        + installation.shown()
        + ". It needs a public https address: put a proxy or a tunnel that speaks https before"
        + " Everthread, set EVERTHREAD_PUBLIC_URL to that address, such as"
        + " https://memory.example.org, and start the server again.";
  }

  private List<BrowserRow> browsers(Visit visit) {
    return services.pairings().browsers(visit.principal()).stream()
        .map(
            browser ->
                new BrowserRow(
                    browser.key().toString(),
                    browser.name(),
                    browser.extensionVersion(),
                    browser.lastSeenAt() == null
                        ? "paired, nothing sent yet"
                        : "last message " + visit.dates().ago(browser.lastSeenAt())))
        .toList();
  }

  private static ClientTab tab(Client client, Client chosen) {
    var link = Address.of("/connect").with("client", client.wireName()).toString();
    return new ClientTab(
        client.wireName(), client.label(), link, client == chosen, client.fromOutside());
  }

  private static StepRow step(ConnectionTest.Step step) {
    var took = step.took() == null ? "" : Math.max(1, step.took().toMillis()) + " ms";
    return new StepRow(
        step.outcome().name().toLowerCase(Locale.ROOT),
        step.title(),
        took,
        step.detail(),
        step.why() == null ? "" : step.why(),
        step.fix() == null ? "" : step.fix());
  }
}
