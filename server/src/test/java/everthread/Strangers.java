package everthread;

import everthread.space.Ids;
import everthread.space.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who must not come in: keys and sessions that are missing, broken, ended or too small.
 */
final class Strangers {
  private final String expired = "et_" + Resident.word(40);
  private final String revoked = "et_" + Resident.word(40);
  private final String endedCookie = Resident.word(43);
  private final Map<Scope, String> only = new LinkedHashMap<>();
  private final String ofAnotherSpace = "et_" + Resident.word(40);
  private final Resident stranger;

  private Strangers(Resident stranger) {
    this.stranger = stranger;
  }

  /** Gives the victim keys that must not work, and a second space with a key of its own. */
  static Strangers around(Resident victim, Resident stranger, HomeDatabase database) {
    var strangers = new Strangers(stranger);
    var past = "2020-01-01T00:00:00Z";
    strangers.key(database, victim, strangers.expired, "{capture,read,write,admin}", past, null);
    strangers.key(database, victim, strangers.revoked, "{capture,read,write,admin}", null, past);
    for (var scope : Scope.values()) {
      if (scope == Scope.ADMIN) continue;
      var key = "et_" + Resident.word(40);
      strangers.key(database, victim, key, "{" + scope.wireName() + "}", null, null);
      strangers.only.put(scope, key);
    }
    var space = Ids.next().toString();
    database.run("INSERT INTO space (space_id, name) VALUES (?::uuid, 'second')", space);
    database.run(
        "INSERT INTO space_member (space_id, person_id) VALUES (?::uuid, ?::uuid)",
        space,
        victim.person());
    Resident.addKey(
        database,
        Ids.next().toString(),
        victim.person(),
        space,
        strangers.ofAnotherSpace,
        "k",
        "{capture,read,write}",
        null,
        null);
    database.run(
        """
        INSERT INTO web_session (cookie_hash, id, person_id, csrf, expires_at)
        VALUES (?, ?::uuid, ?::uuid, 'x', now() - interval '1 minute')
        """,
        HomeDatabase.hash(strangers.endedCookie),
        Ids.next().toString(),
        victim.person());
    return strangers;
  }

  private void key(
      HomeDatabase database,
      Resident of,
      String secret,
      String scopes,
      @Nullable String expires,
      @Nullable String revokedAt) {
    Resident.addKey(
        database,
        Ids.next().toString(),
        of.person(),
        of.space(),
        secret,
        "k",
        scopes,
        expires,
        revokedAt);
  }

  /** Headers that hold no good key, by what is wrong; each is answered 401. */
  Map<String, Map<String, String>> withoutKey() {
    var all = new LinkedHashMap<String, Map<String, String>>();
    all.put("no key", Map.of());
    all.put("unknown key", Trespass.bearer("et_" + "A".repeat(40)));
    all.put("malformed key", Trespass.bearer("et_short"));
    all.put("empty key", Map.of("Authorization", "Bearer "));
    all.put("another kind of header", Map.of("Authorization", "Basic YTpi"));
    all.put("two keys in one", Map.of("Authorization", "Bearer " + stranger.key() + " x"));
    all.put("a key with more behind it", Trespass.bearer(stranger.key() + "A"));
    all.put("malformed X-API-Key", Map.of("X-API-Key", "' OR 1=1 --"));
    all.put("expired key", Trespass.bearer(expired));
    all.put("revoked key", Trespass.bearer(revoked));
    all.put(
        "session cookie for a key", Map.of("Cookie", "everthread_session=" + stranger.cookie()));
    all.put("cookie as a key", Trespass.bearer(stranger.cookie()));
    return all;
  }

  /** Headers that hold no good session; each is asked to sign in. */
  Map<String, Map<String, String>> withoutSession() {
    var all = new LinkedHashMap<String, Map<String, String>>();
    all.put("no session", Map.of());
    all.put("unknown session", Map.of("Cookie", "everthread_session=" + "A".repeat(43)));
    all.put("ended session", Map.of("Cookie", "everthread_session=" + endedCookie));
    all.put("malformed session", Map.of("Cookie", "everthread_session=%00; everthread_space=x"));
    all.put("a key for a session", Trespass.bearer(stranger.key()));
    all.put("a key as a cookie", Map.of("Cookie", "everthread_session=" + stranger.key()));
    return all;
  }

  /** Keys of the victim that lack a scope. */
  List<String> keysWithout(@Nullable Scope scope) {
    return only.entrySet().stream()
        .filter(entry -> entry.getKey() != scope)
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Good keys that ask for a space which is not theirs; each is answered 404. */
  Map<String, Map<String, String>> intoSpace(String space) {
    var all = new LinkedHashMap<String, Map<String, String>>();
    all.put("another person asks for the space", asking(space));
    all.put(
        "a key of another space asks for it",
        Map.of("Authorization", "Bearer " + ofAnotherSpace, "Everthread-Space", space));
    all.put(
        "no space at all",
        Map.of("Authorization", "Bearer " + stranger.key(), "Everthread-Space", "nowhere"));
    return all;
  }

  Map<String, String> asking(String space) {
    return Map.of("Authorization", "Bearer " + stranger.key(), "Everthread-Space", space);
  }

  String keyOfAnotherSpace() {
    return ofAnotherSpace;
  }

  String cookie() {
    return stranger.cookie();
  }

  String csrf() {
    return stranger.csrf();
  }
}
