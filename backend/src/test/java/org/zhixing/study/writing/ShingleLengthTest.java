package org.zhixing.study.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Why runs of five letters: what texts on one topic by different people have in common, and what is left of a text with a
 * word changed in every sentence.
 */
class ShingleLengthTest {
    private static final List<String> STRANGERS = List.of(
            "参加保持共产党员先进性教育活动以来，我认真学习党章，深刻认识到党员的先进性要体现在日常工作中。今年春耕，我包的三组有十二户缺劳力，我带着两名年轻党员帮着耙田放水，忙了六天。老支书说，群众不看你讲了什么，就看你干了什么。这句话我记在心里。",
            "通过学习，我对全心全意为人民服务的宗旨有了更深的理解。作为街道社区党员，我负责的楼栋有四位独居老人，以前一个月去一次，现在每周二、周五上门，帮他们量血压、交水费。保持共产党员先进性，就是把小事做实、把好事做久。",
            "在先进性教育活动中，我对照党章找差距，发现自己学习不够深入，工作有时满足于过得去。机关办事窗口排队长，群众有意见，我们就把三个表合成一个表，能网上办的不让跑腿。党员干部要牢记宗旨，服务群众，在改进作风上当先锋。",
            "我是一名退休教师，也是一名老党员。这次集中学习，我听得认真，记得仔细。社区办起了四点半课堂，我主动报名教孩子们写字。有人问我图什么，我说党员的先进性没有退休的时候，能为群众做一点事，心里踏实。");

    /** The first with a word changed in every sentence. */
    private static final String CHANGED =
            "参加保持共产党员先进性教育活动以来，本人认真学习党章，深刻认识到党员的先进性要体现在日常工作中。今年春耕，我包的五组有十二户缺劳力，我带着两名年轻党员帮着耙田放水，忙了六天。老支书说，群众不看你讲了什么，就看你做了什么。这句话我牢记在心里。";

    @Test
    void strangersShareLittleAndACopyWithChangedWordsStillMuch() {
        assertThat(strangers(Shingles.LENGTH)).isLessThan(0.1);
        assertThat(copy(Shingles.LENGTH)).isGreaterThan(0.7);
        assertThat(strangers(2)).as("stock words").isGreaterThan(2 * strangers(Shingles.LENGTH));
        assertThat(copy(12)).as("long runs lose the copy").isLessThan(copy(Shingles.LENGTH) - 0.15);
    }

    private static double copy(int length) {
        return share(STRANGERS.getFirst(), CHANGED, length);
    }

    /** The most that two of them share. */
    private static double strangers(int length) {
        return STRANGERS.stream()
                .flatMap(
                        one -> STRANGERS.stream().filter(other -> other != one).map(other -> share(one, other, length)))
                .max(Double::compare)
                .orElseThrow();
    }

    private static double share(String one, String other, int length) {
        Set<Long> a = runs(one, length);
        Set<Long> b = runs(other, length);
        int smaller = Math.min(a.size(), b.size());
        a.retainAll(b);
        return (double) a.size() / smaller;
    }

    private static Set<Long> runs(String text, int length) {
        return Arrays.stream(Shingles.runs(PlainText.of(text), length))
                .boxed()
                .collect(Collectors.toCollection(HashSet::new));
    }
}
