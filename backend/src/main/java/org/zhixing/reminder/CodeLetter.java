package org.zhixing.reminder;

import io.quarkus.mailer.Mail;

/** The code that proves an address: all that goes to one that is not verified. */
record CodeLetter(String subject, String text) {
    static CodeLetter of(String code, String language) {
        MailWords words = MailWords.of(language);
        return new CodeLetter(
                words.say("code.subject"), words.say("code.text", code, EmailVerification.LIFE.toMinutes()));
    }

    Mail to(EmailAddress address) {
        return Mail.withText(address.value(), subject, text).addHeader("Auto-Submitted", "auto-generated");
    }
}
