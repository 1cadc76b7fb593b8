package everthread.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Key;
import everthread.space.Scope;
import everthread.space.Space;
import everthread.web.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** /v1/spaces, /v1/keys and /v1/pair. */
final class AccessOperations {
  private final RestServices services;
  private final GuessLimit guesses = new GuessLimit(20, Duration.ofMinutes(1));

  AccessOperations(RestServices services) {
    this.services = services;
  }

  Reply listSpaces(Call call) {
    var spaces = services.spaces().list(call.principal());
    return Reply.ok(Reply.list(spaces, spaces.size(), AccessOperations::json));
  }

  Reply createSpace(Call call) {
    var name = services.clean().clean(call.body().get("name").textValue().strip());
    return Reply.created(json(services.spaces().create(call.principal(), name)));
  }

  private static ObjectNode json(Space space) {
    return Json.MAPPER
        .createObjectNode()
        .put("id", space.id().toString())
        .put("object", "space")
        .put("name", space.name())
        .put("created_at", space.createdAt().toString());
  }

  Reply listKeys(Call call) {
    var keys = services.keys().list(call.principal());
    return Reply.ok(Reply.list(keys, keys.size(), AccessOperations::json));
  }

  Reply makeKey(Call call) {
    var name = services.clean().clean(call.body().get("name").textValue().strip());
    var expires = Times.readOrNull(call.body().path("expires_at").textValue());
    if (expires != null && expires.isBefore(Instant.now())) {
      throw new ProblemException(
          new Problem.Refused("invalid_timestamp", "'expires_at' lies in the past."));
    }
    var made = services.keys().make(call.principal(), name, scopes(call), expires);
    return Reply.created(json(made.key()).put("key", made.secret()));
  }

  private static Set<Scope> scopes(Call call) {
    var scopes = new LinkedHashSet<Scope>();
    call.body()
        .path("scopes")
        .forEach(name -> Scope.ofWireName(name.textValue()).ifPresent(scopes::add));
    return scopes.isEmpty() ? Set.of(Scope.READ) : scopes;
  }

  Reply revokeKey(Call call) {
    var id = call.uuid("There is no such key.");
    if (!services.keys().revoke(call.principal(), id)) {
      throw new ProblemException(new Problem.NotFound("There is no such key."));
    }
    return Reply.deleted("key.revoked", id.toString());
  }

  private static ObjectNode json(Key key) {
    var json = Json.MAPPER.createObjectNode();
    json.put("id", key.id().toString());
    json.put("object", "key");
    json.put("name", key.name());
    json.put("hint", key.hint());
    json.put("space_id", key.home().toString());
    var scopes = json.putArray("scopes");
    key.scopes().stream().sorted().forEach(scope -> scopes.add(scope.wireName()));
    json.put("created_at", key.createdAt().toString());
    json.put("expires_at", key.expiresAt() == null ? null : key.expiresAt().toString());
    json.put("last_used_at", key.lastUsedAt() == null ? null : key.lastUsedAt().toString());
    return json;
  }

  Reply pair(Call call) {
    guesses.check();
    var body = call.body();
    var paired =
        services
            .pairing()
            .redeem(
                body.get("code").textValue(),
                services.clean().clean(body.path("name").asText("Browser")),
                services.clean().clean(body.path("extension_version").asText("unknown")));
    if (paired.isEmpty()) {
      guesses.missed();
      throw new ProblemException(
          new Problem.Refused(
              "invalid_code",
              "This code is unknown, used or too old. A new one is on the Connect page."));
    }
    var answer = Json.MAPPER.createObjectNode();
    answer.put("key", paired.get().made().secret());
    answer.put("key_id", paired.get().made().key().id().toString());
    var space = answer.putObject("space");
    space.put("id", paired.get().space().id().toString());
    space.put("name", paired.get().space().name());
    return Reply.ok(answer);
  }
}
