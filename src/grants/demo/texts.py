"""What people of the demo type: themes, places, reasons, narratives. In Polish, and nobody is named."""

from __future__ import annotations

from typing import Final

THEMES: Final = {
    "pass_on_training": (
        "Jak prowadzić w bibliotece kurs komputerowy dla seniorów",
        "Wiedza ze szkoleń dla zespołów bibliotek partnerskich: planowanie pracy z czytelnikiem",
        "Nowe technologie w małej bibliotece – co już umiemy i czego chcemy się nauczyć",
        "Diagnoza potrzeb mieszkańców krok po kroku",
        "Praca metodą projektu: od pomysłu do budżetu",
        "Jak mówić o bibliotece, żeby nas słuchano – warsztat rzecznictwa",
        "Bezpieczny internet: scenariusz zajęć dla młodzieży",
        "Zdjęcia i krótkie filmy o bibliotece – ćwiczenia praktyczne",
        "Prowadzenie strony biblioteki i profilu w serwisie społecznościowym",
        "Zajęcia z rodzicami małych dzieci: czytanie na dywanie",
    ),
    "exchange_experience": (
        "Dobre praktyki naszych bibliotek: trzy pomysły, które się udały",
        "Biblioteka jako miejsce spotkań – wymiana doświadczeń",
        "Co działa w pracy z młodzieżą, a co nie",
        "Dyskusyjne kluby książki w gminach – jak je ożywić",
        "Wizyta w bibliotece partnerskiej po remoncie",
        "Oferta dla seniorów: przegląd zajęć i frekwencji",
        "Skąd brać książki i sprzęt, gdy brakuje pieniędzy",
        "Wolontariusze w bibliotece – nasze doświadczenia",
        "Ferie i wakacje w bibliotece: podsumowanie",
    ),
    "closer_cooperation": (
        "Wspólny kalendarz wydarzeń bibliotek powiatu",
        "Wymiana międzybiblioteczna bez zbędnych formalności",
        "Ustalenie zasad współpracy koalicji bibliotek",
        "Biblioteki i szkoły: wspólny plan na rok szkolny",
        "Rozmowa z samorządem o roli bibliotek w gminie",
        "Współpraca bibliotek z organizacjami pozarządowymi",
        "Wędrująca wystawa – harmonogram i podział zadań",
        "Spotkanie robocze koalicji: ustalenia na kolejny miesiąc",
    ),
    "joint_ventures": (
        "Planowanie wspólnego Tygodnia Bibliotek",
        "Wspólny wniosek o dofinansowanie: podział zadań",
        "Noc w bibliotece w czterech gminach jednocześnie",
        "Questing po okolicy – przygotowanie wspólnej trasy",
        "Archiwum społeczne: zbieramy stare fotografie",
        "Rodzinny rajd rowerowy od biblioteki do biblioteki",
        "Międzygminny konkurs recytatorski – regulamin i terminy",
        "Cykl spotkań „Opowieści sąsiadów” – plan na jesień",
    ),
}

PLACES: Final = (
    "czytelnia biblioteki", "sala zajęć biblioteki, I piętro", "sala konferencyjna urzędu gminy", "świetlica wiejska",
    "oddział dla dzieci", "sala ośrodka kultury", "pracownia komputerowa szkoły podstawowej", "remiza OSP",
    "filia biblioteki", "kawiarenka internetowa biblioteki", "izba regionalna", "sala sesyjna urzędu miasta",
    "ogród biblioteki", "dom pracy twórczej",
)  # fmt: skip

RETURNED: Final = (
    ("budget", "Suma pozycji budżetu jest inna niż kwota wnioskowana. Proszę poprawić jedną z nich."),
    ("plan", "W harmonogramie są dwa spotkania tego samego dnia. Proszę potwierdzić albo zmienić datę."),
    ("plan", "Brakuje spotkania wirtualnego albo prośby o zwolnienie z tego wymogu."),
    ("plan", "Terminy spotkań wykraczają poza okres realizacji."),
    ("nrb", "Numer rachunku należy do gminy, a nie do biblioteki. Proszę podać rachunek z umowy albo upoważnienie."),
    ("consents", "Na kopii papierowej brakuje podpisu przy oświadczeniu o prawdziwości danych."),
    ("budget", "Zakup regału nie jest kosztem spotkania. Proszę przenieść tę kwotę do innej pozycji."),
    ("partners", "Jedna z bibliotek partnerskich jest wpisana dwa razy, pod dwiema nazwami."),
    ("requested", "Kwota podana słownie różni się od kwoty podanej cyframi."),
)

NO_VIRTUAL_PLANNED: Final = (
    "Zwolnienia nie udzielono, więc harmonogram musi zawierać co najmniej jedno spotkanie wirtualne."
)

WITHDRAWN: Final = (
    "Biblioteka jest w remoncie do końca roku i nie zdoła zorganizować spotkań.",
    "Gmina łączy bibliotekę z ośrodkiem kultury; wniosek złoży nowa instytucja w kolejnym roku.",
    "Długa nieobecność osoby prowadzącej spotkania; biblioteka prosi o wycofanie wniosku.",
    "Biblioteki partnerskie wycofały się z koalicji.",
)
TO_APPLY_AGAIN: Final = "Wniosek złożono na nieaktualnym formularzu; biblioteka złoży nowy."
REJECTED: Final = (
    "Biblioteka nie uczestniczy w tej rundzie programu; koalicję zgłoszono omyłkowo.",
    "Mimo dwóch wezwań wniosek nie został podpisany przez osobę upoważnioną.",
)
CANCELLED: Final = (
    "Bibliotekę zlikwidowano uchwałą rady gminy przed pierwszym spotkaniem.",
    "Biblioteka poinformowała, że nie zorganizuje spotkań; strony rozwiązały umowę.",
    "Środki przeznaczono na cel inny niż opisany w umowie; umowę rozwiązano.",
)

WAIVER_NOTES: Final = {
    "no_internet": "W dwóch bibliotekach partnerskich nie ma jeszcze łącza internetowego.",
    "no_equipment": "Partnerzy nie mają kamery ani mikrofonu, a komputery nie uruchamiają komunikatora.",
    "blocked_network": "Sieć urzędu, z której korzysta biblioteka, blokuje komunikatory.",
    "attempt_failed": "Próba połączenia nie powiodła się trzykrotnie: obraz i dźwięk zrywały się co chwilę.",
    "other": "Zasięg w świetlicach, w których spotykają się partnerzy, nie wystarcza nawet do rozmowy tekstowej.",
}
WAIVER_GRANTED: Final = (
    "Warunki techniczne rzeczywiście nie pozwalają; opis i termin przyłączenia potwierdził urząd gminy.",
    "Próby udokumentowano zrzutami ekranu. Udzielono zwolnienia.",
    "Brak łącza u partnerów potwierdzony podczas rozmowy; wymóg byłby niewykonalny.",
)
WAIVER_REFUSED: Final = (
    "Biblioteka ma łącze i komputer z kamerą; wystarczy rozmowa tekstowa na czacie.",
    "Partnerzy mogą skorzystać z kawiarenki internetowej w bibliotece wiodącej w innym terminie.",
)
OVERRIDE: Final = (
    "Spotkanie wirtualne przerwała awaria łącza; biblioteka odbyła piąte spotkanie stacjonarne. "
    "Uznano to za wystarczające."
)

NARRATIVES: Final = (
    (
        "Spotkania zbliżyły do siebie zespoły bibliotek. Każda biblioteka wyniosła z nich przynajmniej jeden "
        "pomysł do wdrożenia u siebie, a partnerzy po raz pierwszy rozmawiali przez komunikator."
    ),
    (
        "Przekazałyśmy partnerom wiedzę ze szkoleń i ustaliłyśmy wspólny kalendarz wydarzeń. Najwięcej dały "
        "wizyty: łatwiej rozmawiać o zmianach, gdy widać je na miejscu."
    ),
    (
        "Na spotkania przychodzili także przedstawiciele samorządu i organizacji. Powstał wspólny projekt, "
        "który złożymy w innym konkursie. Spotkanie wirtualne okazało się tańsze i będziemy je powtarzać."
    ),
    (
        "Mikrogrant pokrył dojazdy, poczęstunek i materiały. Bez niego biblioteki partnerskie nie miałyby za "
        "co przyjechać. Uczestnicy ocenili spotkania bardzo dobrze."
    ),
    (
        "Zrealizowaliśmy harmonogram z niewielkimi przesunięciami terminów. Poznaliśmy nowe sposoby "
        "komunikacji, a współpraca trwa nadal: co miesiąc spotykamy się na czacie."
    ),
    (
        "Największą trudnością było znalezienie terminu dogodnego dla wszystkich. Mimo to wymiana doświadczeń"
        " była owocna i zaplanowaliśmy wspólny Tydzień Bibliotek."
    ),
)
SHORT_NARRATIVE: Final = (
    "Nie udało się zorganizować wszystkich spotkań: jedna z bibliotek partnerskich była zamknięta, a kolejnego terminu "
    "nie dało się już zmieścić w okresie realizacji. Rozliczamy spotkania, które się odbyły."
)
NOTHING_HELD: Final = (
    "Żadne spotkanie się nie odbyło: zmieniła się dyrekcja, a partnerzy zrezygnowali. Zwracamy całą kwotę."
)

REPORT_RETURNED: Final = (
    ("costs", "Do jednej z faktur brakuje opisu, którego spotkania dotyczy."),
    ("attendance", "Liczby uczestników w sprawozdaniu i na listach obecności różnią się."),
    ("narrative", "Proszę dopisać, czego dotyczyło spotkanie wirtualne i jak przebiegło."),
)

COST_REJECTED: Final = (
    "Faktura nie dotyczy żadnego ze spotkań.",
    "Zakup wyposażenia biblioteki nie jest kosztem spotkania.",
    "Wydatek pokryto już z innej dotacji.",
    "Rachunek wystawiono na osobę prywatną, a nie na bibliotekę.",
)
ANOTHERS_COST: Final = "Dokument dotyczy spotkania innej biblioteki wiodącej i u niej powinien zostać rozliczony."

MEETING_CORRECTED: Final = {
    "attendance": "Liczba uczestników poprawiona według listy obecności.",
    "minutes": "Czas trwania podano bez części warsztatowej.",
    "partners": "Na liście obecności jest jeszcze jedna biblioteka partnerska.",
    "channel": "Rozmowa odbyła się przez inny komunikator, niż wpisano.",
    "theme": "Temat wpisano z harmonogramu, a spotkanie dotyczyło czego innego.",
}
MEETING_VOIDED: Final = "To samo spotkanie wpisano dwa razy: raz z formularza papierowego, raz z wiadomości."

WRONG_BANK_DAY: Final = "Dzień przelewu wpisany według zlecenia; na wyciągu bankowym jest inny."
WRONG_AMOUNT: Final = "Przestawione cyfry w kwocie przyznanej; w decyzji i na liście grantów jest pełna kwota."
WRONG_NUMBER: Final = "Numer umowy wpisany z pominięciem oznaczenia rundy."
WRONG_REPORT_DAY: Final = "Sprawozdanie wpłynęło wcześniej: liczy się data stempla pocztowego."

LIBRARY_MOVED: Final = "Zmiana statutu: nowa nazwa po połączeniu z ośrodkiem kultury."
TYPO: Final = "Literówka w nazwie z formularza zgłoszeniowego."

COST_CORRECTED: Final = "Przepisano kwotę z opisu zamiast z faktury; rozliczamy o złotówkę mniej."
COST_WITHDRAWN: Final = "Biblioteka pokryła ten wydatek z własnego budżetu i nie przedstawia go do rozliczenia."
DECISION_TAKEN_BACK: Final = "Decyzję podjęto przed nadesłaniem opisu faktury; teraz ocenimy koszt ponownie."
REOPENED: Final = "Po rozliczeniu biblioteka przysłała brakującą fakturę; rozliczenie trzeba powtórzyć."
WRITTEN_OFF: Final = "Koszt dochodzenia zwrotu przewyższa kwotę, która pozostała; biblioteka została zlikwidowana."

AWARD_CHANGED: Final = "Jedna z bibliotek partnerskich zrezygnowała, więc budżet spotkań jest mniejszy."
AMENDED: Final = "Gmina zmieniła bank; od dnia aneksu obowiązuje nowy rachunek."
AMENDED_TERMS: Final = "Strony uzgodniły, że ostatnie spotkanie może odbyć się w bibliotece partnerskiej."
PAYMENT_BOUNCED: Final = "Bank zwrócił przelew: rachunek odbiorcy jest zamknięty."
EXTENDED: Final = "Księgowość gminy wyda opisane faktury dopiero w przyszłym tygodniu; prośba przyszła po terminie."
EXTENDED_AHEAD: Final = "Ostatnie spotkanie przesunięto, więc biblioteka potrzebuje więcej czasu na sprawozdanie."
ANOTHER_WAS_MEANT: Final = "Decyzja dotyczyła innej biblioteki o podobnej nazwie; tu wpisano ją omyłkowo."
PLAN_MOVED: Final = "Biblioteka partnerska ma w tym dniu inwentaryzację."
PLAN_CANCELLED: Final = "Prowadząca zachorowała, a wymagana liczba spotkań i tak się odbędzie."

LIBRARY_MERGED: Final = "Rada gminy połączyła bibliotekę z sąsiednią, która przejmuje jej zobowiązania."
RETIRED_BY_MISTAKE: Final = "Z pisma wynikało, że bibliotekę zlikwidowano."
RESTORED: Final = "Pismo dotyczyło filii; biblioteka działa nadal."

FOUND: Final = (
    "Na odwrocie faktury brak opisu, którego spotkania dotyczy wydatek. Kwota zgadza się z przelewem.",
    "Lista obecności nie ma daty, a liczba podpisów jest mniejsza o trzy od liczby uczestników w sprawozdaniu.",
    "Lista kontrolna wniosków jest wypełniana po przyznaniu, nie przed nim. Zalecamy zmianę kolejności.",
)
