package everthread.capture.read.gemini;

import everthread.capture.Capture;
import everthread.capture.read.Reading;
import everthread.capture.read.SiteGate;
import everthread.capture.read.SiteReader;
import everthread.conversation.Site;

/** Reads Gemini's captures. Pure. */
public final class GeminiReader implements SiteReader {
  @Override
  public Site site() {
    return Site.GEMINI;
  }

  @Override
  public Reading read(Capture capture) {
    var forbidden = SiteGate.forbidden(capture);
    if (forbidden.isPresent()) return new Reading.Forbidden(forbidden.get());
    return switch (capture.kind()) {
      case STREAM -> StreamReading.read(capture);
      case SNAPSHOT -> LoadedReading.read(capture);
      case DOM -> PageReading.read(capture);
    };
  }
}
