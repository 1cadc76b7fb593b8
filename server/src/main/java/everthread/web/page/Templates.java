package everthread.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Renders the compiled templates; every value is escaped for where it stands. Thread-safe. */
final class Templates {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          Templates.class.getClassLoader(),
          "everthread.web.page.templates");

  Templates() {
    engine.setTrimControlStructures(true);
  }

  String page(String template, Shell shell, Object view) {
    var output = new StringOutput(32_768);
    engine.render(template, Map.of("shell", shell, "view", view), output);
    return output.toString();
  }

  String part(String template, Object view) {
    var output = new StringOutput(8_192);
    engine.render(template, Map.of("view", view), output);
    return output.toString();
  }
}
