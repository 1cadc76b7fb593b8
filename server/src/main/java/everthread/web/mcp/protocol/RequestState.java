package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.problem.ProblemException;
import everthread.space.Principal;
import everthread.web.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a client keeps for us between two rounds of one request (revision 2026-07-28, "multi
 * round-trip requests"): what it supplied so far, sealed, so that it can neither be changed nor
 * used by another caller or for another request. Good until the server stops. Thread-safe.
 */
final class RequestState {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  RequestState() {
    var secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * @param purpose names the request: its method and what it calls
   * @param supplied what the client has supplied so far, by key
   */
  String seal(Principal caller, String purpose, ObjectNode supplied) {
    var body = ENCODER.encodeToString(Json.write(supplied));
    return body + "." + ENCODER.encodeToString(mac(caller, purpose, body));
  }

  /** What was sealed; empty when the state is not ours, or of another caller or request. */
  Optional<ObjectNode> open(Principal caller, String purpose, String state) {
    int dot = state.indexOf('.');
    if (dot < 0) return Optional.empty();
    try {
      var told = Base64.getUrlDecoder().decode(state.substring(dot + 1));
      var body = state.substring(0, dot);
      if (!MessageDigest.isEqual(told, mac(caller, purpose, body))) return Optional.empty();
      var supplied = Json.read(Base64.getUrlDecoder().decode(body));
      return supplied instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (IllegalArgumentException | ProblemException notOurs) {
      return Optional.empty();
    }
  }

  private byte[] mac(Principal caller, String purpose, String body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      var who = caller.person() + "\n" + caller.space() + "\n" + purpose + "\n" + body;
      return mac.doFinal(who.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
