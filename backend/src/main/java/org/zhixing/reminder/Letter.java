package org.zhixing.reminder;

import io.quarkus.mailer.Mail;
import java.util.List;

/** A message as it is laid out: what stands in it is decided elsewhere. */
record Letter(String language, String subject, String opening, List<Part> parts, String closing, List<Link> links) {
    /** Lines under a heading. */
    record Part(String heading, List<Link> lines) {}

    /** Words with the address that they lead to. */
    record Link(String words, String address) {}

    /** The message in plain text and in HTML; what goes out by itself says so (RFC 3834). */
    Mail to(EmailAddress address, String text, String html) {
        return Mail.withText(address.value(), subject, text)
                .setHtml(html)
                .addHeader("Auto-Submitted", "auto-generated");
    }
}
