package org.zhixing.reminder;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of messages, in {@code mail_zh.properties} and {@code mail_en.properties}. */
record MailWords(Locale language) {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** In an account's language: zh-CN or en. */
    static MailWords of(String language) {
        return new MailWords(language.equals("en") ? Locale.ENGLISH : Locale.CHINESE);
    }

    String say(String key, Object... arguments) {
        return new MessageFormat(bundle().getString(key), language).format(arguments);
    }

    /** Of a kind that has no words yet, that it is due. */
    String kind(Enum<?> kind) {
        String key = "kind." + kind.name();
        return say(bundle().containsKey(key) ? key : "kind");
    }

    /** 3月24日, 24 March. */
    String day(LocalDate day) {
        return DateTimeFormatter.ofPattern(bundle().getString("day.pattern"), language)
                .format(day);
    }

    private ResourceBundle bundle() {
        return ResourceBundle.getBundle("mail", language, NO_FALLBACK);
    }
}
