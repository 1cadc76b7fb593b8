package everthread.capture.read;

import everthread.capture.Capture;
import everthread.conversation.Site;

/** Turns one site's captures into conversations. Pure: no clock, no network, no state. */
public interface SiteReader {

  Site site();

  /** Never throws for any body: what cannot be read is {@link Reading.Drift}. */
  Reading read(Capture capture);
}
