package org.zhixing.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhixing.platform.problem.Refused;
import org.zhixing.progress.DueResource.DueKind;

/** What may stand in a message, and what is known of one that did not arrive. */
class MessagesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com\r\nBcc: b@example.com",
                "a@example.com\n",
                "a\r@example.com",
                "a@example.com, b@example.com",
                "A <a@example.com>",
                "\"a b\"@example.com",
                "a@example",
                "a@-example.com",
                "a..b@example.com",
                "@example.com",
                "a@",
                "张@example.com",
                "a@例子.中国",
                "a@example.com\u0000"
            })
    void whatIsNoSingleAddressIsRefused(String typed) {
        assertThatThrownBy(() -> new EmailAddress(typed)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@example.com", "zhang.san+zx@mail.gov.cn", "x_1%y-z@a-b.example.org"})
    void addressesInUseAreTaken(String typed) {
        assertThatCode(() -> new EmailAddress(typed)).doesNotThrowAnyException();
        assertThat(new EmailAddress(typed).masked()).doesNotContain(typed).contains("****@");
    }

    @Test
    void anAddressIsAtMostAsLongAsTheProtocolAllows() {
        String domain = "@" + "d".repeat(60) + ".example.com";
        assertThatCode(() -> new EmailAddress("a".repeat(64) + domain)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new EmailAddress("a".repeat(65) + domain)).isInstanceOf(Refused.class);
    }

    @Test
    void aTitleStaysOneLineOfTheMessage() {
        assertThat(DigestLetter.oneLine("学习\r\n\r\nhttps://elsewhere.example\u2028登录\t吧"))
                .isEqualTo("学习 https://elsewhere.example 登录 吧");
        assertThat(DigestLetter.oneLine("𠮷".repeat(200))).isEqualTo("𠮷".repeat(80) + "…");
    }

    /** A new kind of thing that is due needs its words in mail_zh.properties and mail_en.properties. */
    @Test
    void everyKindOfThingHasWordsInBothLanguages() {
        for (String language : List.of("zh-CN", "en")) {
            ResourceBundle words =
                    ResourceBundle.getBundle("mail", MailWords.of(language).language());
            assertThat(List.of(DueKind.values())).allSatisfy(kind -> assertThat(words.containsKey("kind." + kind))
                    .as(language + " " + kind)
                    .isTrue());
        }
    }

    @Test
    void onlyWhatWasSurelyNotAcceptedIsSentAgain() {
        assertThat(outcome(new SMTPException("busy", 451, List.of("4.3.2 busy"), false)))
                .isEqualTo(Postman.Outcome.PUT_OFF);
        assertThat(outcome(new ConnectException("refused"))).isEqualTo(Postman.Outcome.PUT_OFF);
        assertThat(outcome(new SMTPException("unknown user", 550, List.of("5.1.1 unknown"), false)))
                .isEqualTo(Postman.Outcome.REFUSED);
        assertThat(outcome(new IOException("connection reset"))).isEqualTo(Postman.Outcome.UNKNOWN);
        assertThat(outcome(new IllegalStateException("timeout"))).isEqualTo(Postman.Outcome.UNKNOWN);
    }

    private static Postman.Outcome outcome(Throwable failure) {
        return Postman.outcomeOf(new CompletionException(failure));
    }
}
