package everthread.web.page.markdown;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.jsoup.nodes.Entities;

/** Turns Markdown into plain HTML; HTML within it becomes visible text. Thread-safe. */
final class MarkdownHtml {
  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());

  /** All but HTML: it is shown as text in any case, and long tags exhaust its pattern's stack. */
  private static final Set<Class<? extends Block>> BLOCKS =
      Set.of(
          BlockQuote.class,
          FencedCodeBlock.class,
          Heading.class,
          IndentedCodeBlock.class,
          ListBlock.class,
          ThematicBreak.class);

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          .enabledBlockTypes(BLOCKS)
          .customInlineContentParserFactory(new FormulaParser.Factory())
          .build();

  private final HtmlRenderer renderer;

  /**
   * @param keepLines whether a line's end stays one, as in what a person typed
   */
  MarkdownHtml(boolean keepLines) {
    this.renderer =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak(keepLines ? "<br>\n" : "\n")
            .nodeRendererFactory(FormulaRenderer::new)
            .build();
  }

  String render(String markdown) {
    if (Overwrought.is(markdown))
      return "<pre><code>" + Entities.escape(markdown) + "</code></pre>";
    return renderer.render(PARSER.parse(markdown));
  }

  private static final class FormulaRenderer implements NodeRenderer {
    private final HtmlWriter html;

    FormulaRenderer(HtmlNodeRendererContext context) {
      this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Formula.class);
    }

    @Override
    public void render(Node node) {
      var formula = (Formula) node;
      var kind = formula.display() ? "formula-block" : "formula";
      var mathMl = Formulas.toMathMl(formula.tex(), formula.display());
      html.tag("span", Map.of("class", mathMl.isPresent() ? kind : kind + " tex"));
      if (mathMl.isPresent()) {
        html.raw(mathMl.get());
      } else {
        html.tag("code");
        html.text(formula.tex());
        html.tag("/code");
      }
      html.tag("/span");
    }
  }
}
