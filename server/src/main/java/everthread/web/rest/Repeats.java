package everthread.web.rest;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.AnswerStore;
import everthread.space.AnswerStore.Claim;
import everthread.space.SpaceId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Serves a request that names an Idempotency-Key once: sent again, it has the first answer. Of a
 * request that was refused nothing is kept. An answer is kept sealed (AES-GCM) under the caller's
 * key and the request's body, so that only who sends both again can have it. Thread-safe.
 */
final class Repeats {
  static final String HEADER = "Idempotency-Key";
  private static final int LONGEST_KEY = 255;

  /** A larger answer is not kept; only saving a conversation has one, and that may run again. */
  private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

  private static final int NONCE = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final AnswerStore answers;

  Repeats(AnswerStore answers) {
    this.answers = answers;
  }

  /**
   * The key that a request names, null when it names none.
   *
   * @throws ProblemException invalid_idempotency_key
   */
  static @Nullable String key(HttpServerRequest request) {
    var key = request.getHeader(HEADER);
    if (key == null || (!key.isBlank() && key.length() <= LONGEST_KEY)) return key;
    throw new ProblemException(
        new Problem.Malformed(
            "invalid_idempotency_key", HEADER + " has 1 to " + LONGEST_KEY + " characters."));
  }

  /**
   * The answer of then, or else of now.
   *
   * @throws ProblemException idempotency_key_reused, idempotency_in_progress
   */
  Reply once(
      HttpServerRequest request,
      String key,
      String operation,
      Call call,
      byte[] body,
      Supplier<Reply> action) {
    var caller = String.valueOf(call.principal().key());
    var secret =
        String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION))
            + request.getHeader("X-API-Key");
    var bodyHash = hash(body);
    var keyHash = hash(text(operation), text(caller), text(key));
    var seal = hash(text("answer"), text(secret), text(key), bodyHash);
    return switch (answers.claim(call.space(), keyHash, bodyHash)) {
      case Claim.Fresh() -> serve(call.space(), keyHash, seal, action);
      case Claim.Kept kept -> opened(kept.status(), kept.sealed(), seal);
      case Claim.Running() ->
          throw new ProblemException(
              new Problem.Conflict(
                  "idempotency_in_progress", "A request with this key is being served."));
      case Claim.Reused() ->
          throw new ProblemException(
              new Problem.Refused(
                  "idempotency_key_reused", "This key was used with another body."));
    };
  }

  private Reply serve(SpaceId space, byte[] key, byte[] seal, Supplier<Reply> action) {
    boolean isKept = false;
    try {
      var reply = action.get();
      if (reply.body().length <= LARGEST_ANSWER) {
        answers.keep(space, key, reply.status(), sealed(reply.body(), seal));
        isKept = true;
      }
      return reply;
    } finally {
      if (!isKept) answers.release(space, key);
    }
  }

  private static byte[] sealed(byte[] answer, byte[] seal) {
    var nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    var sealed = cipher(Cipher.ENCRYPT_MODE, seal, nonce, answer);
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  private static Reply opened(int status, byte[] sealed, byte[] seal) {
    var nonce = Arrays.copyOf(sealed, NONCE);
    var rest = Arrays.copyOfRange(sealed, NONCE, sealed.length);
    return new Reply(status, "application/json", cipher(Cipher.DECRYPT_MODE, seal, nonce, rest));
  }

  private static byte[] cipher(int mode, byte[] seal, byte[] nonce, byte[] bytes) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(seal, "AES"), new GCMParameterSpec(128, nonce));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("an answer that was sealed elsewhere", impossible);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Of the parts with their lengths, so that no two lists of parts are alike. */
  private static byte[] hash(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(ByteBuffer.allocate(4).putInt(0, part.length));
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
