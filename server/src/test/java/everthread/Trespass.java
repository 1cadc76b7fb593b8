package everthread;

import everthread.Doors.Door;
import everthread.Doors.Guard;
import everthread.Doors.Knock;
import everthread.LiveServer.Answer;
import everthread.Resident.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Knocks at doors of one resident as everybody who must not come in, and remembers every fault: a
 * wrong status, a word of the resident's in an answer, an answer that tells another's id from one
 * that nobody bears.
 */
final class Trespass {
  /** Headers that differ from answer to answer by themselves. */
  private static final List<String> OF_THE_MOMENT =
      List.of("date", "mcp-session-id", "traceparent", "x-request-id");

  private final Resident victim;
  private final Resident stranger;
  private final Strangers strangers;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> probes = new LinkedHashMap<>();

  Trespass(Resident victim, Resident stranger, Strangers strangers) {
    this.victim = victim;
    this.stranger = stranger;
    this.strangers = strangers;
  }

  List<String> faults() {
    return faults;
  }

  /** How many requests were made, by what was tried. */
  Map<String, Integer> probes() {
    return probes;
  }

  int count() {
    return probes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Tries every door as everybody. */
  void everywhere() {
    for (var door : Doors.ALL) at(door);
    for (var path : List.of("/mcp", "/api/mcp")) mcp(path);
  }

  private void at(Door door) {
    for (var knock : door.knocks()) {
      switch (door.guard()) {
        case KEY -> byKey(door, knock);
        case SESSION -> bySession(door, knock);
        case OPEN -> check("open door", door.route(), send(door, knock, victim.ids(), Map.of()));
      }
    }
  }

  private void byKey(Door door, Knock knock) {
    var type = Map.of("Content-Type", "application/json");
    for (var bad : strangers.withoutKey().entrySet()) {
      refused(bad.getKey(), 401, door, knock, with(type, bad.getValue()));
    }
    strangers
        .keysWithout(door.scope())
        .forEach(key -> refused("wrong scope", 403, door, knock, with(type, bearer(key))));
    for (var header : strangers.intoSpace(victim.space()).entrySet()) {
      refused(header.getKey(), 404, door, knock, with(type, header.getValue()));
    }
    twice("another person's key", door, knock, with(type, bearer(stranger.key())));
    twice(
        "the person's key of another space",
        door,
        knock,
        with(type, bearer(strangers.keyOfAnotherSpace())));
    same(
        "Everthread-Space of another and of none",
        door.route(),
        send(door, knock, victim.ids(), with(type, strangers.asking(victim.space()))),
        send(
            door, knock, victim.ids(), with(type, strangers.asking(UUID.randomUUID().toString()))));
  }

  private void bySession(Door door, Knock knock) {
    boolean changes = door.method().equals("POST");
    var type = Map.of("Content-Type", "application/x-www-form-urlencoded");
    for (var bad : strangers.withoutSession().entrySet()) {
      refused(bad.getKey(), 401, door, knock, with(type, bad.getValue()));
    }
    var cookie = Map.of("Cookie", "everthread_session=" + strangers.cookie());
    if (changes) {
      refused("no token", 403, door, knock, with(type, cookie));
      refused("another's token", 403, door, token(knock, victim.csrf()), with(type, cookie));
    }
    var own = changes ? token(knock, strangers.csrf()) : knock;
    if (door.route().equals("POST /sign-out")) return;
    twice("another person's session", door, own, with(type, cookie));
    twice(
        "another person's session, space cookie",
        door,
        own,
        with(
            type,
            Map.of(
                "Cookie",
                cookie.get("Cookie") + "; everthread_space=" + victim.space(),
                "HX-Request",
                "true")));
  }

  private static Knock token(Knock knock, String csrf) {
    return new Knock(
        knock.path(), knock.body() + (knock.body().isEmpty() ? "" : "&") + "csrf=" + csrf);
  }

  private void mcp(String path) {
    for (boolean stateless : new boolean[] {false, true}) {
      Doors.TOOLS.forEach(
          (tool, arguments) -> {
            var params = "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}";
            mcp(path, stateless, "tools/call", tool, params);
          });
      Doors.METHODS.forEach((method, params) -> mcp(path, stateless, method, "", params));
    }
  }

  private void mcp(String path, boolean stateless, String method, String tool, String params) {
    var message = new Knock(path, McpWords.message(stateless, method, params));
    var headers = McpWords.headers(stateless, method, params);
    var door =
        new Door(
            "POST " + path + " " + method + " " + tool,
            Guard.KEY,
            null,
            !Doors.FRESH.contains(tool),
            List.of(message));
    for (var bad : strangers.withoutKey().entrySet()) {
      refused(bad.getKey(), 401, door, message, with(headers, bad.getValue()));
    }
    for (var header : strangers.intoSpace(victim.space()).entrySet()) {
      refused(header.getKey(), 404, door, message, with(headers, header.getValue()));
    }
    var scope = McpWords.scope(tool);
    if (scope != null) {
      strangers
          .keysWithout(scope)
          .forEach(key -> refused("wrong scope", 403, door, message, with(headers, bearer(key))));
    }
    twice("another person's key", door, message, with(headers, bearer(stranger.key())));
  }

  private void refused(
      String who, int status, Door door, Knock knock, Map<String, String> headers) {
    var answer = send(door, knock, victim.ids(), headers);
    check(who, door.route(), answer);
    if (answer.status() != status) {
      faults.add(who + ", " + door.route() + ": " + answer.status() + " instead of " + status);
    }
  }

  /** With the ids of the other, then with ids that nobody bears: both must be told the same. */
  private void twice(String who, Door door, Knock knock, Map<String, String> headers) {
    var theirs = send(door, knock, victim.ids(), headers);
    var nobodys = send(door, knock, absent(victim.ids()), headers);
    check(who, door.route(), theirs);
    check(who, door.route(), nobodys);
    if (theirs.status() >= 500) faults.add(who + ", " + door.route() + ": " + theirs.status());
    if (door.repeatable()) same(who, door.route(), theirs, nobodys);
  }

  private static List<Resident.Id> absent(List<Resident.Id> ids) {
    return ids.stream().map(Resident.Id::absent).toList();
  }

  private void same(String who, String route, Answer theirs, Answer nobodys) {
    var one = legible(theirs, victim.ids());
    var other = legible(nobodys, absent(victim.ids()));
    if (!one.equals(other)) {
      faults.add(
          who
              + ", "
              + route
              + ": another's id is told from an absent one: "
              + difference(one, other));
    }
  }

  private static String difference(String one, String other) {
    var lines = other.lines().iterator();
    for (var line : one.lines().toList()) {
      var against = lines.hasNext() ? lines.next() : "";
      if (!line.equals(against)) return line + " | " + against;
    }
    return "one is longer";
  }

  /** Status, headers and body; the ids that were asked for, which an answer may repeat, named. */
  private static String legible(Answer answer, List<Resident.Id> asked) {
    var headers = new TreeMap<>(answer.response().headers().map());
    OF_THE_MOMENT.forEach(headers::remove);
    var text = answer.status() + "\n" + headers + "\n" + answer.response().body();
    for (var id : asked) text = text.replace(id.text(), id.kind().name());
    return text.replaceAll("Expires=[^;]+", "");
  }

  private void check(String who, String route, Answer answer) {
    probes.merge(who, 1, Integer::sum);
    if (legible(answer, List.of()).contains(victim.canary())) {
      faults.add(who + ", " + route + ": shows what is another's");
    }
  }

  private Answer send(Door door, Knock knock, List<Resident.Id> ids, Map<String, String> headers) {
    var path = filled(knock.path(), ids, true);
    var body = filled(knock.body(), ids, false);
    var request = HttpRequest.newBuilder(URI.create(LiveServer.address() + path));
    headers.forEach((name, value) -> request.header(name, filled(value, ids, false)));
    request.method(
        door.method(),
        door.method().equals("GET") || door.method().equals("DELETE")
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(body));
    return LiveServer.send(request);
  }

  private static final Pattern HOLE = Pattern.compile("\\{([A-Z]+)}");

  /**
   * A word of the other's is looked for in part, so that an answer that repeats the question does
   * not seem to show it.
   */
  private String filled(String template, List<Resident.Id> ids, boolean inAddress) {
    var byKind = new HashMap<String, String>();
    for (var id : ids) byKind.putIfAbsent(id.kind().name(), id.text());
    byKind.put("CANARY", victim.canary().substring(0, 12) + "*");
    byKind.put(
        "CAPTURED", Resident.capture(byKind.getOrDefault(Kind.CAPTURE.name(), ""), "of-my-own"));
    return HOLE.matcher(template)
        .replaceAll(
            hole -> {
              var value = byKind.getOrDefault(hole.group(1), hole.group());
              return java.util.regex.Matcher.quoteReplacement(
                  inAddress ? URLEncoder.encode(value, StandardCharsets.UTF_8) : value);
            });
  }

  static Map<String, String> bearer(String key) {
    return Map.of("Authorization", "Bearer " + key);
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    var all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }
}
