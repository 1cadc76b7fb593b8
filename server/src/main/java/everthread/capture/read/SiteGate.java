package everthread.capture.read;

import everthread.capture.Capture;
import everthread.conversation.Site;
import everthread.problem.Problem;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The gate of the sites that are read: their hosts, and the flags of chats that must not be kept in
 * the addresses, the request or the body. Pure and thread-safe.
 */
public final class SiteGate implements CaptureGate {
  private static final Problem MISMATCH =
      new Problem.Refused("site_mismatch", "The addresses are not those of the named site.");
  private static final Problem TEMPORARY =
      new Problem.Refused(
          ForbiddenFlags.TEMPORARY, "This is a temporary chat; nothing of it is kept.");
  private static final Problem DO_NOT_REMEMBER =
      new Problem.Refused(
          ForbiddenFlags.DO_NOT_REMEMBER, "This chat is marked as not to be remembered.");

  private static final Pattern GEMINI_CHAT =
      Pattern.compile("/(?:app|gem/[^/?#]+)/(?:c_)?[0-9a-fA-F]{8,}");

  /** Where Gemini's request asks for a temporary chat, by 1. Inferred, so only used to refuse. */
  private static final int GEMINI_TEMPORARY = 45;

  @Override
  public Optional<Problem> check(Capture capture) {
    if (!SiteHosts.fits(capture.site(), capture.url(), capture.pageUrl())) {
      return Optional.of(MISMATCH);
    }
    return forbidden(capture)
        .map(code -> code.equals(ForbiddenFlags.TEMPORARY) ? TEMPORARY : DO_NOT_REMEMBER);
  }

  /** The code for a chat that must not be kept; empty when nothing says so. */
  public static Optional<String> forbidden(Capture capture) {
    return ForbiddenFlags.inAddress(capture.pageUrl())
        .or(() -> ForbiddenFlags.inAddress(capture.url()))
        .or(() -> ForbiddenFlags.inRequest(capture.request()))
        .or(() -> ofGemini(capture))
        .or(() -> ForbiddenFlags.inBody(capture.body()));
  }

  /** Gemini gives an id only to chats that it keeps, and shows it in the address. */
  private static Optional<String> ofGemini(Capture capture) {
    if (capture.site() != Site.GEMINI) return Optional.empty();
    var sent = Json.parse(Objects.toString(capture.request().get("f.req"), ""));
    var asked = Json.parse(Json.raw(sent, 1));
    boolean isShown =
        capture.conversationSourceId() != null || GEMINI_CHAT.matcher(capture.pageUrl()).find();
    boolean isFlagged = Json.isSet(asked.path(GEMINI_TEMPORARY));
    return isFlagged || !isShown ? Optional.of(ForbiddenFlags.TEMPORARY) : Optional.empty();
  }
}
