package everthread.web.page;

import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.web.page.SearchView.Offer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When nothing is found: nearby searches that do find something, each tried first. Blocks. */
final class Offers {
  private static final int MOST_WORDS = 3;

  private final SearchIndex search;

  Offers(SearchIndex search) {
    this.search = search;
  }

  List<Offer> of(Visit visit, SearchForm form, @Nullable String suggestion) {
    var offers = new ArrayList<Offer>();
    var words = form.typed().words();
    var filter = form.filter(visit.dates());
    var asked = form.inWords(visit.dates());
    if (suggestion != null && !suggestion.equals(words)) {
      var link = form.addressWith(withFilters(form, suggestion), 1).toString();
      long here = count(visit, suggestion, filter);
      add(offers, "search", "Did you mean", suggestion + "?", link, here);
      if (here == 0 && form.narrowed()) {
        add(
            offers,
            "search",
            "Did you mean “" + suggestion + "”",
            "everywhere, any time?",
            Address.of("/").with("q", suggestion).toString(),
            count(visit, suggestion, Query.Filter.NONE));
      }
    }
    if (form.narrowed()) {
      var link = Address.of("/").with("q", words).toString();
      add(
          offers,
          "clock",
          "“" + words + "”",
          "everywhere, any time",
          link,
          count(visit, words, Query.Filter.NONE));
    }
    for (var word : alone(words)) {
      var link = form.addressWith(withFilters(form, word), 1).toString();
      add(offers, "filter", "“" + word + "”", "alone" + asked, link, count(visit, word, filter));
    }
    return offers;
  }

  private static List<String> alone(String words) {
    var all = Arrays.stream(words.split("[\\s\"*]+")).filter(word -> word.length() > 2).distinct();
    var longest = all.sorted(Comparator.comparing(String::length).reversed()).toList();
    return longest.size() < 2
        ? List.of()
        : longest.subList(0, Math.min(MOST_WORDS, longest.size()));
  }

  private static String withFilters(SearchForm form, String words) {
    var text = new StringBuilder(words);
    for (var chip : form.typed().chips()) text.append(' ').append(chip.text());
    return text.toString();
  }

  private long count(Visit visit, String words, Query.Filter filter) {
    return search.search(visit.space(), SearchForm.query(words, filter, 1, 0)).total();
  }

  private static void add(
      List<Offer> offers, String icon, String lead, String linked, String link, long count) {
    if (count == 0) return;
    offers.add(new Offer(icon, lead, linked, link, Counted.of(count, "result").toString()));
  }
}
