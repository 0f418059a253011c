"""Page dumps of our own writing, each in another habit, with what a reader must find in them.

The events are public; outlets, writers and photographers are made up.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One page: what stands above the story, the story, and what follows it."""

    name: str
    head: tuple[str, ...]
    body: tuple[str, ...]
    tail: tuple[str, ...]
    title: str
    agency: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    day: str | None = None
    dateline: str | None = None
    captions: tuple[tuple[str, str | None], ...] = ()

    @property
    def story(self) -> tuple[str, ...]:
        """The paragraphs without the dateline."""
        first = self.body[0]
        if self.dateline and first.startswith(self.dateline):
            marks = ("— ", "– ", "- ", ": ", "/. ")
            first = first[max(first.find(mark) for mark in marks) + 2 :].lstrip()
        return (first, *self.body[1:])

    def dump(self, layout: str = "blank") -> str:
        """The page as text: one block a line (`dense`), with blank lines, or hard-wrapped."""
        blocks = [*self.head, *self.body, *self.tail]
        if layout == "dense":
            return "\n".join(blocks)
        if layout == "wrapped":
            blocks = [textwrap.fill(b, 72, break_on_hyphens=False) for b in blocks]
        return "\n\n".join(blocks) + "\n"


STORIES = (
    Story(
        "agency and section on one line, no space in the date",
        ("Skip to content", "Home", "About us",
         "Kenya to lead security mission in Haiti after UN vote", "Anadolu Agency AFRICA",
         "Published October 3,2023", "Share", "Newsletter",
         "Kenyan police officers on parade in Nairobi (AA Photo)"),
        ("The United Nations Security Council voted on Monday to send a security mission led by "
         "Kenya to Haiti, where gangs control most of the capital.",
         "\"This is a historic moment for our country,\" Haitian Foreign Minister Victor Geneus "
         "told the council after the vote.",
         "Thirteen of the 15 members voted for the resolution. Russia and China abstained.",
         "Kenya has offered to send 1,000 police officers. Kenyan Foreign Minister Alfred Mutua "
         "said they could be in Port-au-Prince by January.",
         "Haiti's government had asked for help in October 2022."),
        ("Related topics", "Haiti", "Kenya", "Most read", "Storm closes schools on the coast",
         "Contact Us", "Privacy policy"),
        "Kenya to lead security mission in Haiti after UN vote",
        agency="Anadolu Agency", section="Africa", day="2023-10-03",
        captions=(("Kenyan police officers on parade in Nairobi", "AA"),),
    ),
    Story(
        "wire copy with dateline and reporters at the end",
        ("Register", "Finland joins NATO in historic shift, Sweden waits",
         "By Aino Virta and Peter Lund", "April 4, 20236:12 PM GMT+3"),
        ("BRUSSELS, April 4 (Reuters) - Finland became the 31st member of NATO on Tuesday, ending "
         "decades of military non-alignment after Russia's invasion of Ukraine.",
         "Finnish President Sauli Niinisto said the era of non-alignment had come to an end. \"A "
         "new era begins,\" he said in a statement.",
         "The Kremlin said Russia would be forced to take counter-measures against what it called "
         "an encroachment on its security.",
         "Sweden, which applied on the same day in May 2022, was still waiting for the approval of "
         "Turkey and Hungary."),
        ("Reporting by Aino Virta and Peter Lund; Editing by Jane Oak",
         "Our Standards: the trust principles", "Read Next", "Oil steady as traders wait for data",
         "Banks pass stress test"),
        "Finland joins NATO in historic shift, Sweden waits",
        agency="Reuters", authors=("Aino Virta", "Peter Lund"), day="2023-04-04",
        dateline="BRUSSELS",
    ),
    Story(
        "breadcrumb, updated after published, picture credit with a slash",
        ("Search", "Home > News > Asia",
         "Japan and South Korea agree to resume shuttle diplomacy",
         "Published: 16 March 2023 | Updated: 17 March 2023", "By Mina Sato in Tokyo",
         "Facebook", "Twitter", "WhatsApp",
         "Leaders Fumio Kishida and Yoon Suk Yeol shake hands in Tokyo. Photo: Ken Abe/Pool"),
        ("TOKYO — The leaders of Japan and South Korea agreed on Thursday to resume regular visits "
         "and to end a dispute over high-tech exports.",
         "It was the first visit of a South Korean president to Tokyo for such a summit in 12 "
         "years.",
         "\"I have decided to restart shuttle diplomacy,\" Prime Minister Fumio Kishida told "
         "reporters after the talks.",
         "President Yoon Suk Yeol said the two countries had also agreed to normalise an agreement "
         "on sharing military intelligence.",
         "North Korea fired a ballistic missile hours before Yoon left Seoul."),
        ("Also read: Ten places to see the cherry blossom", "Sign up for our newsletter",
         "Comments (12)"),
        "Japan and South Korea agree to resume shuttle diplomacy",
        section="Asia", authors=("Mina Sato",), day="2023-03-16", dateline="TOKYO",
        captions=(("Leaders Fumio Kishida and Yoon Suk Yeol shake hands in Tokyo.",
                   "Ken Abe/Pool"),),
    ),
    Story(
        "long menu, section above the headline, copyright below",
        ("Menu", "Log in", "Subscribe", "Weather", "Podcasts", "Crosswords", "Obituaries",
         "DIPLOMACY", "Saudi Arabia and Iran restore ties in deal brokered by China",
         "Laila Omar, Diplomatic correspondent", "Friday, 10 March 2023", "Print", "Email"),
        ("Saudi Arabia and Iran agreed on Friday to restore diplomatic relations and reopen their "
         "embassies within two months, after talks in Beijing.",
         "Riyadh cut ties with Tehran in 2016 after protesters attacked Saudi diplomatic posts in "
         "Iran over the execution of a Shia cleric.",
         "China's top diplomat, Wang Yi, called the agreement a victory for dialogue. He said his "
         "country would go on playing a constructive role.",
         "The White House said it welcomed any effort to end the war in Yemen, in which the two "
         "states back opposing sides.",
         "Iraq and Oman, which had hosted earlier rounds, welcomed the deal."),
        ("Tags: Saudi Arabia, Iran, China", "Trending now", "What the weekend has in store",
         "Five recipes for the holiday", "© 2023 Gulf Morning. All rights reserved."),
        "Saudi Arabia and Iran restore ties in deal brokered by China",
        section="Diplomacy", authors=("Laila Omar",), day="2023-03-10",
    ),
    Story(
        "headline and paragraphs only",
        ("Colombia recalls ambassador to Israel over war in Gaza",),
        ("Colombia recalled its ambassador to Israel for consultations on Tuesday, President "
         "Gustavo Petro said.",
         "\"If Israel does not stop the massacre of the Palestinian people, we cannot be there,\" "
         "Petro wrote on social media.",
         "Chile recalled its ambassador on the same day, and Bolivia broke off relations with "
         "Israel.",
         "Israel's Foreign Ministry condemned the decision of Bolivia as a surrender."),
        (),
        "Colombia recalls ambassador to Israel over war in Gaza",
    ),
    Story(
        "agency with a bar, advertisement inside the story",
        ("Top stories", "Ethiopia and Tigray forces sign truce in Pretoria",
         "Reuters | Africa", "2 November 2022", "Listen to this article"),
        ("PRETORIA: The Ethiopian government and Tigrayan forces agreed on Wednesday to cease "
         "hostilities, two years after the war began.",
         "The African Union's envoy, Olusegun Obasanjo, said both sides had agreed on an orderly "
         "and coordinated disarmament.",
         "\"Today is the beginning of a new dawn for Ethiopia,\" Obasanjo said after the signing "
         "in the South African capital.",
         "Neither side mentioned Eritrea, whose troops fought on the side of the government.",
         "The United Nations welcomed the agreement as a critical first step."),
        ("Click here to subscribe to our channel", "More from Africa",
         "Floods cut road to the north", "Terms of use"),
        "Ethiopia and Tigray forces sign truce in Pretoria",
        agency="Reuters", section="Africa", day="2022-11-02", dateline="PRETORIA",
    ),
    Story(
        "day in figures, caption in brackets",
        ("English edition", "Contact us",
         "Armenia's parliament votes to join International Criminal Court", "03.10.2023, 14:20",
         "Lawmakers during the session in Yerevan [Aram Petrosyan/Ararat Wire]"),
        ("Armenia's parliament voted on Tuesday to join the International Criminal Court, a step "
         "that Moscow had called unfriendly.",
         "Sixty lawmakers voted for the ratification of the Rome Statute and 22 against it.",
         "The court issued an arrest warrant for Russian President Vladimir Putin in March, so "
         "Armenia would have to arrest him if he came.",
         "Kremlin spokesman Dmitry Peskov said Russia doubted that the decision was right for "
         "relations between the two countries.",
         "Prime Minister Nikol Pashinyan has said the step was aimed at Azerbaijan, not Russia."),
        ("Share this", "Follow us on Telegram", "Editorial office: 12 Abovyan Street"),
        "Armenia's parliament votes to join International Criminal Court",
        day="2023-10-03",
        captions=(("Lawmakers during the session in Yerevan", "Aram Petrosyan/Ararat Wire"),),
    ),
    Story(
        "posted line, comments and cookie notice",
        ("We use cookies to improve your experience on our website. Accept all",
         "Honduras opens ties with China after breaking with Taiwan", "Posted on 26 March 2023",
         "by Rosa Medina"),
        ("Honduras established diplomatic relations with China on Sunday, hours after it broke off "
         "those with Taiwan, which had lasted since 1941.",
         "Honduran Foreign Minister Eduardo Reina signed the papers in Beijing with his Chinese "
         "counterpart, Qin Gang.",
         "Taiwan's foreign minister, Joseph Wu, accused Honduras of asking for large sums of money "
         "before the decision.",
         "The change left 13 states that recognise Taiwan, among them Guatemala and Paraguay.",
         "\"The Honduran government recognises that there is only one China in the world,\" the "
         "Foreign Ministry in Tegucigalpa said."),
        ("2 comments", "Leave a reply", "Your email address will not be published.",
         "Save my name, email, and website in this browser for the next time I comment."),
        "Honduras opens ties with China after breaking with Taiwan",
        authors=("Rosa Medina",), day="2023-03-26",
    ),
    Story(
        "long sentences, quotation over two paragraphs",
        ("Europe", "Kosovo and Serbia reach verbal deal on normalising ties, EU says",
         "Sunday, March 19, 2023", "Elira Krasniqi in Ohrid"),
        ("Kosovo and Serbia have agreed on how to carry out a deal backed by the European Union to "
         "normalise their relations, the bloc's foreign policy chief said late on Saturday.",
         "\"We have a deal,\" Josep Borrell told reporters after twelve hours of talks with "
         "Kosovo's prime minister, Albin Kurti, and Serbian President Aleksandar Vucic on the "
         "shore of Lake Ohrid in North Macedonia.",
         "Vucic said he had not signed anything. He added that he wanted normal relations with "
         "Kosovo, which he regards as a part of Serbia.",
         "Kurti said the other side had avoided signing. \"It is up to the EU now to find a way to "
         "make it binding,\" he said.",
         "Serbia has refused to recognise Kosovo since it declared independence in 2008."),
        ("Recommended for you", "Lake resorts fill up early", "Imprint"),
        "Kosovo and Serbia reach verbal deal on normalising ties, EU says",
        section="Europe", authors=("Elira Krasniqi",), day="2023-03-19",
    ),
    Story(
        "credit after the caption's last sentence",
        ("LIVE TV", "Nicaragua leaves Organization of American States",
         "Nov 19, 2023, 8:02 am", "Associated Press",
         "The building of the organisation in Washington. Supplied by the OAS / Handout. "
         "Photo: OAS"),
        ("MANAGUA, Nicaragua (AP) — Nicaragua left the Organization of American States on Sunday, "
         "two years after its government announced the step.",
         "Foreign Minister Denis Moncada had called the regional body an instrument of the United "
         "States to intervene in other countries.",
         "The organisation had criticised the election of November 2021, in which President Daniel "
         "Ortega won a fourth term while his rivals were in prison.",
         "It is the second country to leave in recent years, after Venezuela."),
        ("Story continues below advertisement", "View comments", "Download our app"),
        "Nicaragua leaves Organization of American States",
        agency="Associated Press", day="2023-11-19", dateline="MANAGUA",
        captions=(("The building of the organisation in Washington. Supplied by the OAS / "
                   "Handout.", "OAS"),),
    ),
    Story(
        "short paragraphs between sub-headings",
        ("News", "World", "Sport", "Culture",
         "UN General Assembly condemns annexation of Ukrainian regions",
         "13 October 2022", "Share", "Save"),
        ("The United Nations General Assembly on Wednesday condemned Russia's attempted annexation "
         "of four regions of Ukraine.",
         "The resolution was backed by 143 of the 193 members. Five voted against it and 35 "
         "abstained, among them China, India and South Africa.",
         "It calls on all states not to recognise any change of status announced by Moscow.",
         "Ukrainian President Volodymyr Zelenskyy thanked the states that supported the text.",
         "\"The world had its say,\" he wrote on Twitter.",
         "Russia's ambassador, Vassily Nebenzia, called the document politicised and openly "
         "provocative before the vote."),
        ("More on this story", "Explainer: how the assembly votes", "Topics", "Ukraine",
         "United Nations"),
        "UN General Assembly condemns annexation of Ukrainian regions",
        day="2022-10-13",
    ),
    Story(
        "everything in capitals above the story",
        ("PACIFIC HERALD", "SUBSCRIBE", "PACIFIC",
         "Solomon Islands and Australia upgrade security pact", "BY TOMASI KALO",
         "20 DECEMBER 2024", "PHOTO: PACIFIC HERALD / J. RAVU"),
        ("HONIARA – Australia will give Solomon Islands 190 million Australian dollars to expand "
         "its police force, the two governments said on Friday.",
         "Prime Minister Anthony Albanese said the money would pay for a training centre in "
         "Honiara and for more officers.",
         "\"This will ensure that Australia remains the partner of choice,\" he said.",
         "Solomon Islands Prime Minister Jeremiah Manele called the agreement transformational.",
         "The islands signed a security pact with China in 2022, which worried Canberra and "
         "Washington."),
        ("COPYRIGHT 2024 PACIFIC HERALD", "CONTACT", "ADVERTISE"),
        "Solomon Islands and Australia upgrade security pact",
        section="Pacific", authors=("TOMASI KALO",), day="2024-12-20", dateline="HONIARA",
    ),
    Story(
        "summary below the headline, agency in the byline",
        ("Front page", "Security Council extends UN force in Lebanon for a year",
         "Mandate had been due to expire at the end of the month",
         "By Agence France-Presse", "Thursday 31 August 2023"),
        ("The UN Security Council on Thursday extended the mandate of the peacekeeping force in "
         "southern Lebanon, known as UNIFIL, for another year.",
         "Thirteen members voted in favour of the resolution, which France had drafted. Russia and "
         "China abstained.",
         "The text says the force does not need prior permission to carry out its tasks, a point "
         "that the Lebanese government had wanted to change.",
         "Lebanon's foreign minister, Abdallah Bou Habib, had asked the council to take Lebanese "
         "sovereignty into account.",
         "UNIFIL was created in 1978 and has about 10,000 soldiers."),
        ("Next article", "Beirut port: a chronology", "About us - Terms - Contact"),
        "Security Council extends UN force in Lebanon for a year",
        agency="Agence France-Presse", day="2023-08-31",
    ),
    Story(
        "ISO date, names without By, outlet below them",
        ("Toggle navigation", "Mali ends defence accords with France",
         "2022-05-03", "Awa Traore", "Correspondent", "Copy link"),
        ("Mali's military government said on Monday that it was ending its defence agreements with "
         "France, its former colonial power.",
         "\"For some time now, the government has noted with regret a profound deterioration in "
         "military cooperation with France,\" spokesman Colonel Abdoulaye Maiga said on "
         "television.",
         "He accused French aircraft of entering Malian airspace without permission.",
         "France announced in February that it would withdraw its soldiers after nine years of "
         "fighting insurgents in the country.",
         "The French Foreign Ministry called the decision unjustified."),
        ("You may also like", "Bamako's night market", "Radio schedule", "Cookie settings"),
        "Mali ends defence accords with France",
        authors=("Awa Traore",), day="2022-05-03",
    ),
    Story(
        "date under summary and picture",
        ("Skip links", "Skip to Content", "Live", "News", "Explained",
         "Gabon junta names transition council",
         "Officers who took power in August promise elections.",
         "General Brice Oligui Nguema at a parade in Libreville, Gabon, September 4, 2023 "
         "[Jean Mba/Reuters]",
         "Published On 8 Oct 2023", "8 Oct 2023"),
        ("Gabon's military government on Saturday named a council of 168 members to lead the "
         "country back to civilian rule, state television reported.",
         "General Brice Oligui Nguema, who overthrew President Ali Bongo in August, has promised "
         "free elections after a transition whose length he has not given.",
         "The African Union suspended Gabon after the coup and demanded that the army return to "
         "its barracks."),
        ("Source: Al Jazeera and news agencies", "Advertisement", "About", "Connect"),
        "Gabon junta names transition council",
        day="2023-10-08",
        captions=(("General Brice Oligui Nguema at a parade in Libreville, Gabon, September 4, "
                   "2023", "Jean Mba/Reuters"),),
    ),
    Story(
        "name and two days on one line, dateline on its own",
        ("Peru, Chile reopen border crossing after floods",
         "Lidia Rojas Paz   | 21.02.2019 - Update : 21.02.2019", "LIMA, Peru"),
        ("Peru and Chile reopened their main border crossing on Wednesday, four days after floods "
         "had cut the Pan-American Highway, the two governments said.",
         "\"Our neighbours sent engineers the same night,\" Peru's foreign minister, Nestor "
         "Popolizio, told reporters in Tacna.",
         "Chile's army had flown food to 900 travellers who were held up on both sides of the "
         "line, officials added."),
        ("Follow us", "Related topics", "Chile Peru"),
        "Peru, Chile reopen border crossing after floods",
        authors=("Lidia Rojas Paz",), day="2019-02-21", dateline="LIMA",
    ),
    Story(
        "agency between strokes, credit after a sign, rule and call below",
        ("WORLD", "Kazakhstan offers to host talks of Armenia, Azerbaijan",
         "Kazakh President Kassym-Jomart Tokayev © AP Photo/Ivan Li"),
        ("ASTANA, April 15. /TASS/. Kazakhstan is ready to host talks of the foreign ministers of "
         "Armenia and Azerbaijan, President Kassym-Jomart Tokayev said on Monday in Yerevan.",
         "\"We have offered our good offices and our soil,\" he told a joint news conference with "
         "Armenian Prime Minister Nikol Pashinyan.",
         "Armenia and Azerbaijan fought a war over Nagorno-Karabakh in 2020."),
        ("___", "You may also be interested in:", "Press review"),
        "Kazakhstan offers to host talks of Armenia, Azerbaijan",
        agency="TASS", section="World", dateline="ASTANA",
        captions=(("Kazakh President Kassym-Jomart Tokayev", "AP/Ivan Li"),),
    ),
)  # fmt: skip
