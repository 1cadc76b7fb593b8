package everthread.web.page;

import everthread.conversation.Site;

/**
 * How a site is shown: its shape, its colour by class, always its name.
 *
 * @param wire names the shape and the colour
 */
public record SiteMark(String wire, String name) {
  static SiteMark of(Site site) {
    return new SiteMark(site.wireName(), site == Site.OTHER ? "By hand" : site.displayName());
  }
}
