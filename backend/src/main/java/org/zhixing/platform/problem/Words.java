package org.zhixing.platform.problem;

import jakarta.enterprise.context.ApplicationScoped;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/** Finds the words for a problem in the caller's language: Chinese unless English is asked for. */
@ApplicationScoped
public class Words {
    private static final Locale CHINESE = Locale.CHINESE;
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** The language served for an Accept-Language header. */
    public Locale language(@org.jspecify.annotations.Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return CHINESE;
        }
        try {
            Locale match = Locale.lookup(
                    Locale.LanguageRange.parse(acceptLanguage), List.of(Locale.CHINA, CHINESE, Locale.ENGLISH));
            return match == null ? CHINESE : Locale.of(match.getLanguage());
        } catch (IllegalArgumentException unreadable) {
            return CHINESE;
        }
    }

    /** The text of a key with its places filled, or the key itself where a text is missing. */
    public String say(Locale language, String key, Object... arguments) {
        return find(language, key, arguments).orElse(key);
    }

    /** The text of a key with its places filled, if there is one. Enum arguments are said by their own words. */
    public Optional<String> find(Locale language, String key, Object... arguments) {
        try {
            String pattern = bundle(language).getString(key);
            Object[] said = new Object[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                said[i] = switch (arguments[i]) {
                    case Enum<?> e ->
                        find(language, e.getDeclaringClass().getSimpleName() + "." + e.name())
                                .orElse(e.name());
                    case Number n -> n.toString();
                    case Object other -> other;
                };
            }
            return Optional.of(new MessageFormat(pattern, language).format(said));
        } catch (MissingResourceException missing) {
            return Optional.empty();
        }
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle("problems", language, NO_FALLBACK);
    }
}
