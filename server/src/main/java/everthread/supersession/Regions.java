package everthread.supersession;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Countries and the like, inside which one can move without leaving. Pure. */
final class Regions {
  private static final Set<String> ALL = all();

  private Regions() {}

  static boolean contains(String place) {
    return ALL.contains(place);
  }

  private static Set<String> all() {
    var all = new HashSet<String>();
    for (var code : Locale.getISOCountries()) {
      var country = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
      all.add(country.toLowerCase(Locale.ROOT));
    }
    all.addAll(
        Set.of(
            ("us,usa,u.s.,america,states,united states of america,uk,u.k.,england,scotland,wales,europe,eu"
                    + ",asia,africa,south america,north america,australia,czech republic,holland,turkey"
                    + ",alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,florida"
                    + ",hawaii,idaho,illinois,indiana,iowa,kansas,kentucky,louisiana,maine,maryland"
                    + ",massachusetts,michigan,minnesota,mississippi,missouri,montana,nebraska,nevada"
                    + ",new hampshire,new jersey,new mexico,north carolina,north dakota,ohio,oklahoma"
                    + ",oregon,pennsylvania,rhode island,south carolina,south dakota,tennessee,texas,utah"
                    + ",vermont,virginia,west virginia,wisconsin,wyoming,ontario,quebec,british columbia"
                    + ",alberta,bavaria,saxony,hesse,tuscany,catalonia,andalusia,brittany,midwest")
                .split(",", -1)));
    return Set.copyOf(all);
  }
}
