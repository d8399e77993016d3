package org.zhixing.study.extension;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.zhixing.identity.Accounts;
import org.zhixing.platform.problem.Words;

/** Reads what the views of some extensions need besides them, in two statements however many they are. */
@RequestScoped
class PhaseExtensionViews {
    @Inject
    PhaseExtensions extensions;

    @Inject
    Accounts accounts;

    @Inject
    Words words;

    @Context
    HttpHeaders headers;

    PhaseExtensionView of(PhaseExtension extension) {
        return PhaseExtensionView.of(extension, around(List.of(extension)));
    }

    PhaseExtensionView.Around around(List<PhaseExtension> all) {
        Locale language = words.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        return new PhaseExtensionView.Around(
                accounts.names(all.stream().map(PhaseExtension::orderedBy).toList()),
                extensions.figures(all.stream().map(PhaseExtension::id).toList()),
                words,
                language);
    }
}
