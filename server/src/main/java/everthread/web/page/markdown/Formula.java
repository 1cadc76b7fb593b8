package everthread.web.page.markdown;

import org.commonmark.node.CustomNode;

/** A TeX formula in a Markdown tree. */
final class Formula extends CustomNode {
  private final String tex;
  private final boolean display;

  /**
   * @param display set on a line of its own
   */
  Formula(String tex, boolean display) {
    this.tex = tex;
    this.display = display;
  }

  String tex() {
    return tex;
  }

  boolean display() {
    return display;
  }
}
