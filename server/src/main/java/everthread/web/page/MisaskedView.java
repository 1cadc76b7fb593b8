package everthread.web.page;

/**
 * A client that asked for what cannot be allowed.
 *
 * @param identity what is known of who it is
 * @param destination where it would be told so
 * @param error code of OAuth
 * @param request as it came
 */
public record MisaskedView(
    String name, String identity, String destination, String error, String request) {}
