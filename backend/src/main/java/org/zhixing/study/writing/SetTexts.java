package org.zhixing.study.writing;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The texts that a campaign sets for everybody to study: quoting them is no copying. */
public interface SetTexts {
    /** The texts of a campaign; the same list as long as they are the same. */
    List<String> of(UUID campaign);

    /** Where nobody keeps set texts, none are masked. */
    @DefaultBean
    @ApplicationScoped
    class None implements SetTexts {
        @Override
        public List<String> of(UUID campaign) {
            return List.of();
        }
    }
}
