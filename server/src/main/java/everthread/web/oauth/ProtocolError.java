package everthread.web.oauth;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;

/** A refusal as OAuth words it (RFC 6749, section 5.2). */
final class ProtocolError extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1;

  private final transient ErrorObject error;
  private final String reason;

  /**
   * @param description for the client's log; never anything that the request said
   */
  ProtocolError(ErrorObject error, String description) {
    this(error, description, description);
  }

  /**
   * @param reason for the person whose client it is: may say more than whoever asks is told
   */
  ProtocolError(ErrorObject error, String description, String reason) {
    super(error.getCode(), null, false, false);
    this.error = error.setDescription(description);
    this.reason = reason;
  }

  /** Of what Nimbus could not read: its code, and words of ours in place of its own. */
  static ProtocolError of(ParseException unreadable, String description) {
    var error = unreadable.getErrorObject();
    var known = error == null || error.getCode() == null ? OAuth2Error.INVALID_REQUEST : error;
    return new ProtocolError(
        new ErrorObject(known.getCode(), null, known.getHTTPStatusCode()), description);
  }

  ErrorObject error() {
    return error;
  }

  String reason() {
    return reason;
  }
}
