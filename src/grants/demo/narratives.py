"""What the summaries of the demo say beside their figures: Polish and English, after the source's own words."""

from __future__ import annotations

from typing import Final

INTERIM: Final = (
    (
        "Spotkania I rundy już się odbyły, a sprawozdania są w drodze. To podsumowanie jest wstępne: liczby "
        "spotkań i uczestników jeszcze się zmienią, a rozliczenia pokaże jego następna wersja."
    ),
    (
        "The meetings of Round I are over and the reports are on their way. This summary is a first one: the "
        "numbers of meetings and people will still move, and the settlements will be in its next version."
    ),
)
FIRST: Final = (
    (
        "Spotkania zrealizowane dzięki mikrograntom „Podaj Dalej” w I rundzie były bardzo owocne. Stały się "
        "okazją do wymiany doświadczeń, podjęcia szerszej współpracy i poznania nowoczesnych sposobów "
        "komunikacji.\n\n"
        "Biblioteki Wiodące przekazały zespołom Bibliotek Partnerskich to, czego nauczyły się na szkoleniach. W "
        "większości koalicji przynajmniej jedno spotkanie odbyło się przez internet; dla wielu uczestników było "
        "pierwszym w życiu."
    ),
    (
        "The meetings held with the microgrants ‘Podaj Dalej’ in Round I were very fruitful. They were an "
        "occasion to exchange experience, to begin a closer cooperation and to get to know modern ways of "
        "communication.\n\n"
        "Leading Libraries passed on to the teams of their Partner Libraries what they had learnt at trainings. "
        "In most coalitions at least one meeting was held over the internet; for many people it was the first of "
        "their lives."
    ),
)
SECOND: Final = (
    (
        "W II rundzie biblioteki korzystały z doświadczeń I rundy: spotkania wirtualne odbywały się częściej i "
        "sprawniej, a do koalicji dołączali partnerzy spoza świata bibliotek.\n\n"
        "Na spotkaniach planowano wspólne przedsięwzięcia: tygodnie bibliotek, wystawy i konkursy kilku gmin "
        "naraz."
    ),
    (
        "In Round II libraries built on the experience of Round I: virtual meetings were held more often and went "
        "more smoothly, and partners from outside the world of libraries joined the coalitions.\n\n"
        "At the meetings joint ventures were planned: library weeks, exhibitions and contests of several communes "
        "at once."
    ),
)
WHOLE: Final = (
    (
        "Program Mikrograntów „Podaj Dalej” zakończył się w październiku 2013 r. Dziękujemy wszystkim Bibliotekom "
        "Wiodącym, które zorganizowały spotkania.\n\n"
        "Mikrogrant, do 1000 zł, otrzymała każda Biblioteka Wiodąca, która poprawnie wypełniła wniosek. Pokrył "
        "koszty co najmniej czterech spotkań z Bibliotekami Partnerskimi, w tym jednego wirtualnego, jeżeli "
        "pozwalały na to warunki techniczne.\n\n"
        "W spotkaniach brali udział przede wszystkim pracownicy Bibliotek Wiodących i Partnerskich, a także "
        "przedstawiciele samorządów, organizacji pozarządowych, firm i instytucji kultury, eksperci oraz "
        "przyjaciele bibliotek."
    ),
    (
        "The programme of microgrants ‘Podaj Dalej’ ended in October 2013. We thank all Leading Libraries that "
        "held meetings.\n\n"
        "Every Leading Library that filled the application in correctly was given a microgrant of up to 1,000 zł. "
        "It paid for at least four meetings with Partner Libraries, one of them virtual where technical "
        "conditions allowed.\n\n"
        "Most of the people at the meetings were staff of Leading and Partner Libraries; local government, NGOs, "
        "companies, cultural institutions, experts and friends of libraries came as well."
    ),
)
UNDER_WAY: Final = (
    (
        "Runda trwa: biblioteki spotykają się i rozliczają pierwsze granty. Liczby pokazują stan na podany dzień, "
        "a pełne podsumowanie ogłosimy po jej zakończeniu."
    ),
    (
        "The round is under way: libraries meet, and the first grants are being settled. The figures are those of "
        "the day named; the full summary will be published when the round has ended."
    ),
)
