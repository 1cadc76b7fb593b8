package everthread;

import everthread.LiveServer.Caller;
import everthread.memory.MemoryIds;
import everthread.space.Ids;
import everthread.web.Json;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person with a space, a key, a session and something of every kind in it, all of which bears the
 * person's canary: a word that occurs nowhere else.
 *
 * @param ids of what lies in the space, each with its kind
 */
record Resident(
    String person,
    String space,
    String key,
    String cookie,
    String csrf,
    String canary,
    List<Id> ids) {
  private static final Random RANDOM = new Random(41);

  enum Kind {
    CONVERSATION,
    MESSAGE,
    MEMORY,
    CAPTURE,
    KEY,
    SPACE
  }

  record Id(Kind kind, String text) {
    /** An id of the same form and nearly the same place in every order, which nothing bears. */
    Id absent() {
      int last = Character.digit(text.charAt(text.length() - 1), 16);
      return new Id(kind, text.substring(0, text.length() - 1) + Character.forDigit(last ^ 1, 16));
    }
  }

  List<String> of(Kind kind) {
    return ids.stream().filter(id -> id.kind() == kind).map(Id::text).toList();
  }

  Caller caller() {
    return new Caller(key, null);
  }

  /**
   * Moves in: person, space, key and session by hand, since no call of the server makes a person.
   */
  static Resident moveIn(HomeDatabase database) {
    var person = Ids.next().toString();
    var space = Ids.next().toString();
    var key = "et_" + word(40);
    var keyId = Ids.next().toString();
    var cookie = word(43);
    var csrf = word(43);
    var canary = "canary" + word(12).toLowerCase(java.util.Locale.ROOT);
    database.run("INSERT INTO person (id, name) VALUES (?::uuid, ?)", person, canary + " person");
    database.run(
        "INSERT INTO space (space_id, name) VALUES (?::uuid, ?)", space, canary + " space");
    database.run(
        "INSERT INTO space_member (space_id, person_id, home) VALUES (?::uuid, ?::uuid, true)",
        space,
        person);
    addKey(database, keyId, person, space, key, canary, "{capture,read,write,admin}", null, null);
    database.run(
        """
        INSERT INTO web_session (cookie_hash, id, person_id, csrf, expires_at)
        VALUES (?, ?::uuid, ?::uuid, ?, now() + interval '30 days')
        """,
        HomeDatabase.hash(cookie),
        Ids.next().toString(),
        person,
        csrf);
    return furnished(person, space, key, keyId, cookie, csrf, canary);
  }

  /** Adds a key as it may come to stand in the database: expired, revoked, of few scopes. */
  static void addKey(
      HomeDatabase database,
      String id,
      String person,
      String space,
      String secret,
      String name,
      String scopes,
      @Nullable String expires,
      @Nullable String revoked) {
    database.run(
        """
        INSERT INTO access_key (id, person_id, home_space_id, secret_hash, hint, name, scopes,
          expires_at, revoked_at)
        VALUES (?::uuid, ?::uuid, ?::uuid, ?, 'et_test', ?, ?::text[], ?::timestamptz, ?::timestamptz)
        """,
        id,
        person,
        space,
        HomeDatabase.hash(secret),
        name,
        scopes,
        expires,
        revoked);
  }

  private static Resident furnished(
      String person,
      String space,
      String key,
      String keyId,
      String cookie,
      String csrf,
      String canary) {
    var caller = new Caller(key, null);
    var ids = new java.util.ArrayList<Id>();
    var saved = caller.post("/v1/conversations", conversation(canary)).json();
    ids.add(new Id(Kind.CONVERSATION, saved.get("id").asText()));
    ids.add(new Id(Kind.MESSAGE, saved.get("messages").get(0).get("id").asText()));
    var memory =
        caller.post(
            "/v1/memory", "{\"content\":\"%1$s likes tea\",\"tags\":[\"%1$s\"]}".formatted(canary));
    ids.add(new Id(Kind.MEMORY, memory.json().get("id").asText()));
    var capture = UUID.randomUUID().toString();
    caller.post("/v1/captures", "{\"captures\":[" + capture(capture, canary) + "]}");
    ids.add(new Id(Kind.CAPTURE, capture));
    ids.add(new Id(Kind.KEY, keyId));
    ids.add(new Id(Kind.SPACE, space));
    return new Resident(person, space, key, cookie, csrf, canary, List.copyOf(ids));
  }

  static String conversation(String canary) {
    return """
        {"site":"claude","source_id":"%1$s","title":"%1$s title","messages":[
          {"source_id":"u","role":"user","text":"%1$s asked"},
          {"source_id":"a","role":"assistant","text":"%1$s answered"}]}
        """
        .formatted(canary);
  }

  /** A snapshot of a chat with one question, under a capture's id. */
  static String capture(String id, String canary) {
    var chat = Json.MAPPER.createObjectNode();
    chat.put("uuid", canary + "-chat").put("name", canary + " birds");
    chat.put("current_leaf_message_uuid", "m");
    var message = chat.putArray("chat_messages").addObject();
    message.put("uuid", "m").put("sender", "human").put("text", canary + " flies");
    message.putNull("parent_message_uuid").put("created_at", "2026-03-03T21:14:00Z");
    message.putArray("content").addObject().put("type", "text").put("text", canary + " flies");
    var capture = Json.MAPPER.createObjectNode();
    capture.put("schema", "everthread.capture.v1").put("id", id).put("site", "claude");
    capture.put("kind", "snapshot");
    capture.put("url", "https://claude.ai/api/organizations/o/chat_conversations/" + canary);
    capture.put("page_url", "https://claude.ai/chat/" + canary);
    capture.put("conversation_source_id", canary + "-chat");
    capture.put("captured_at", Instant.parse("2026-03-03T21:14:00Z").toString());
    capture.putNull("request").put("body", chat.toString()).put("body_type", "application/json");
    capture.put("complete", true);
    capture.putObject("client").put("extension", "0.1.0").put("adapter", "claude/1");
    return capture.toString();
  }

  static String word(int length) {
    var letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(RANDOM.nextInt(letters.length())));
    }
    return text.toString();
  }

  /** A memory's id as a row bears it. */
  static String row(Id id) {
    return id.kind() == Kind.MEMORY
        ? MemoryIds.ofWire(id.text()).orElseThrow().toString()
        : id.text();
  }
}
