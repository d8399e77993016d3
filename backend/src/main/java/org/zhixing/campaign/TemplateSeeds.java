package org.zhixing.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Loads the templates that come with the house, each version once. CAM-1. */
@ApplicationScoped
public class TemplateSeeds {
    private static final List<String> FILES = List.of("advanced-nature-education", "study-check-correct");

    @Inject
    TemplateReader reader;

    @Inject
    Campaigns campaigns;

    public void load() {
        for (String file : FILES) {
            CampaignTemplate template = reader.read(text("/seeds/templates/" + file + ".yaml"));
            boolean there = campaigns
                            .templates()
                            .where("t.code = :code", "code", template.code())
                            .where("t.edition = :edition", "edition", template.version())
                            .count()
                    > 0;
            if (!there) {
                campaigns.load(template);
                campaigns.flush();
            }
        }
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(TemplateSeeds.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
