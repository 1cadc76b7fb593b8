package everthread.web.page;

import everthread.connecting.Stage;
import everthread.connecting.Step;
import everthread.connecting.Visitor;
import everthread.connecting.Visitor.Origin;

/** Invented clients that connected lately: one that is stuck, and one that came in. */
final class PreviewAttempts {
  private PreviewAttempts() {}

  static void fill(PreviewHouse house) {
    stuck(house);
    connected(house);
  }

  private static void stuck(PreviewHouse house) {
    var cursor = Visitor.from(new Origin("127.0.0.1", "node"));
    var named = cursor.withId("everthread-client-7dG2kQ9xTz4nWc1rLb8vPm").withName("<b>Cursor</b>");
    var attempts = house.attempts;
    attempts.note(cursor, Step.done(Stage.RESOURCE, "It read what this server is."));
    attempts.note(named, Step.done(Stage.CLIENT, "It registered itself as “<b>Cursor</b>”."));
    attempts.note(
        named.withPerson(house.people.owner().person()),
        Step.failed(
            Stage.TOKEN,
            "Its code_verifier does not fit the code_challenge that it asked with.",
            "Connect again in the client: a code is good once and for a minute, a refresh token"
                + " once and for 90 days."));
  }

  private static void connected(PreviewHouse house) {
    var person = house.people.owner().person();
    var claude = Visitor.from(new Origin("198.51.100.7", "Claude-User"));
    var named = claude.withId("https://claude.ai/oauth/client").withName("Claude");
    var attempts = house.attempts;
    attempts.note(
        claude, Step.done(Stage.DOOR, "It came without a token and was told where to get one."));
    attempts.note(
        claude, Step.done(Stage.RESOURCE, "It read what this server is, and who lets in."));
    attempts.note(
        named.withPerson(person), Step.done(Stage.CONSENT, "You allowed it to read and write."));
    attempts.note(
        named.withPerson(person),
        Step.done(
            Stage.TOKEN, "It got a token for its code, good for an hour, to read and write."));
    var calling = claude.withPerson(person);
    attempts.note(calling, Step.done(Stage.GREETING, "It speaks MCP, revision 2025-11-25."));
    attempts.note(calling, Step.done(Stage.TOOLS, "It was told of 14 tools."));
    attempts.note(calling, Step.done(Stage.CALL, "It called search_memory and was answered."));
  }
}
