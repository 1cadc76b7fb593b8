package everthread.web.oauth;

import everthread.connecting.Stage;

/** What a person can do when a client was refused. Pure. */
final class Advice {
  private static final String AGAIN =
      "Remove Everthread in the client and add it again, so that it registers and asks anew.";

  private Advice() {}

  /**
   * @param code of the error, as the client got it
   */
  static String on(Stage stage, String code) {
    return switch (code) {
      case "invalid_grant" ->
          "Connect again in the client: a code is good once and for a minute, a refresh token once"
              + " and for 90 days.";
      case "invalid_client" ->
          AGAIN + " Where it asks for a client secret, leave that empty: there are none here.";
      case "invalid_redirect_uri" ->
          "This is for the client’s makers to mend; a client that asks you for a redirect address"
              + " can be entered by hand under Settings.";
      case "invalid_target" ->
          "Give the client the very address that this page shows; it asked for another.";
      case "invalid_scope" -> "Connect again in the client, and allow what it needs this time.";
      case "unsupported_grant_type", "invalid_client_metadata" ->
          "Choose OAuth with a sign-in of yours in the client, not one of program to program.";
      case "rate_limited" -> "Wait a little, then try again in the client.";
      default ->
          stage == Stage.CLIENT
              ? "This is for the client’s makers to mend; one that takes a client id can be entered"
                  + " by hand under Settings."
              : AGAIN;
    };
  }
}
