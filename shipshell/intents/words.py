"""Words with a meaning of their own: those that turn a sentence, and real ones that are no misspelling of ours."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CONDITIONS = _set(
    "if unless until untill till when whenever once after before while assuming provided providing supposing suppose"
    " depending depends otherwise else lest whether in"
)
_DOUBTS = _set(
    """
    maybe perhaps probably possibly hopefully might may could would should can shall must think guess suppose
    reckon believe wonder wondering hope wish doubt unsure mostly almost nearly kinda sorta somewhat seemingly
    apparently barely hardly half partly partially scarcely somehow unclear false fake idk dunno hmm hm hmmm um uh
    er erm probly presumably wanna gonna
    """
)
_TURNS = _set("but however although though except excluding apart besides only just yet still instead rather however")
_DELAYS = _set(
    """
    wait hold hang pause later tomorrow tonight soon tmrw tmr monday tuesday wednesday thursday friday saturday
    sunday weekend week month morning afternoon evening noon midnight oclock am pm eod moment minute sec second
    seconds minutes hour hours next today first remind schedule delay postpone
    """
)
_SPEECH = _set("said says say told tell asks asked ask heard wants wanted thinks thought")
_JOKES = _set("kidding joking joke jk")
#: Verbs that tell what another person or a text says.
_REPORTS = _set(
    """
    suggests suggested suggest recommends recommended recommend advises advised advise writes wrote reads mentions
    mentioned mention claims claimed insists insisted proposes proposed argues argued demands demanded begs begged
    replies replied answers answered shouts shouted yells jokes joked quotes quoted reports reported believes
    """
)
_QUESTIONS = _set(
    "what whats who whos whom whose why how hows where wheres which did does do is are was were am has have"
)
_NEGATIONS = _set(
    """
    no not never nothing none nobody neither nor cannot cant dont doesnt didnt wont wouldnt shouldnt couldnt isnt
    arent aint wasnt werent hasnt havent hadnt without nope nah na wrong stop refuse
    """
)
_ACTIONS = _set(
    """
    ship ships send go run proceed continue execute approve resume restart void cancel retry buy pay print yes yep
    yeah ok okay sure no dispatch release redo reject scrap discard auto confirm confirmed accept accepted approved mode
    preview skip leave exclude
    remove
    """
)

#: Words that turn a sentence; none is a misspelling of another.
TURNING = _CONDITIONS | _DOUBTS | _TURNS | _DELAYS | _SPEECH | _QUESTIONS | _NEGATIONS
#: Never part of a reason given in passing (`cancel job 14, we shipped by hand`).
NEVER_A_REASON = (
    _CONDITIONS
    | _REPORTS
    | _DOUBTS
    | _TURNS
    | _DELAYS
    | _SPEECH
    | _QUESTIONS - {"was", "were", "have", "has", "is", "are", "am", "did"}
    | (_NEGATIONS - {"wrong"})
    | _ACTIONS
    | {"or"}
)
#: Never part of the excuse for a refusal (`cancel, it is the wrong list`), which may deny but not turn.
NEVER_AN_EXCUSE = (
    _REPORTS
    | (_CONDITIONS - {"in"})
    | (_DOUBTS - {"think"})
    | (_TURNS - {"just", "still", "instead"})
    | (_DELAYS - {"second", "moment", "week", "month", "today"})
    | (_SPEECH - {"wanted", "wants"})
    | (_QUESTIONS - _set("is are was were am has have do does did what"))
    | _set(
        """
        yes yep yeah ok okay sure go proceed continue approve resume exclude remove except auto mode row rows ship
        send run buy cancel scrap stop reject abort discard kill drop good fine right correct great perfect looks
        show more next help status change changes complaint complaints issue issues problem problems question
        questions objection objections worries need idea
        """
    )
)
#: Never in a name for what something was checked against.
NEVER_A_THING = NEVER_A_REASON | _set("wrong to by or for so as i we you they some fedex dhl usps")
#: Never the last word of a name for a person.
NEVER_A_PERSON = _set(
    """
    it this that these those they them we you i is was were have has had be been all both everything everyone
    its thats looks do did does done yesterday earlier previously already always now ago the a my our
    """
)
#: Never part of what a statement is about: parts of a batch, times, and what could be an order to change something.
NEVER_A_SUBJECT = (
    NEVER_A_REASON
    | NEVER_A_PERSON - {"the", "a", "my", "our", "all", "both", "everything", "it", "this", "that", "these", "those"}
    | _set(
        """
        rest others other one ones first last some few many most several half part any each next row rows line lines
        fix change update edit correct add use make replace swap switch move call email set put take keep get give
        try check let make need needs print save delete drop hold look see show tell wrong bad more less anything
        orders order parcels parcel
        packages package shipments shipment labels label boxes box batch batches ones items things customers
        addresses prices weights names totals services rates zips warnings or and so as by to for with from at on
        far than draft quote test pretend cheap cheaper
        """
    )
)
#: What a person says before an order to ship, when nothing but these words stands before the comma.
CONTEXT = _set(
    """
    the a an my our this that these those it its they theyre thats all every everything everyone both i im ive we
    weve us me he she his her is are looks look seems has have been am got
    good fine great right correct perfect ok okay excellent lovely jolly nice happy days sorted ready complete set done
    packed paid agreed approved confirmed checked verified signed cleared expected wanted planned ordered needed
    promised counted weighed matched printed matches match tally tallies adds add up out against by with on as and
    list sheet file spreadsheet slips packing pick orders lines labels boxes parcels packages shipments batch
    total totals price prices cost costs rates address addresses names weights numbers amounts invoice invoices
    warehouse office accounts accounting finance client customer customers boss manager team supervisor staff owner
    colleague partner truck driver very really so just now already twice perfectly exactly
    """
)
#: Never in a filter that stands without quotes: the rest of the line is no filter, but turns the sentence.
NEVER_IN_A_FILTER = _JOKES | _set(
    """
    if unless until untill when whenever once while assuming provided providing otherwise maybe perhaps probably
    later tomorrow tonight soon wait hold but please however though said says
    """
)
#: Never a name of a file, a column or a place.
NEVER_A_NAME = (
    _DELAYS
    | _JOKES
    | _SPEECH
    | _set("skip stop cancel cancelled scrap abort no yes ok okay pls please")
    | _CONDITIONS
    | _DOUBTS
    | _TURNS
    | _QUESTIONS
    | (_NEGATIONS - {"stop"})
    | _set(
        """
        it its them these those this that em they all everything the a an my our your his her their to from of for
        with using via by as and or then now please pls me us you i we on at in into file sheet tab table column
        service ship send run buy print dispatch process auto confirm preview looking checking mode later tomorrow
        tonight order orders row rows batch again today everyone goes means contains holds becomes equals some any
        ones one rest other others shipments todays yesterdays tomorrows
        shipping sending buying purchasing purchase paying charging anything preview
        """
    )
)
DATABASES = _set("postgres postgresql pg mysql mariadb sqlite database db sql")
#: What tables and files are called all the same.
TABLES = _set("order orders row rows table shipments customer customers")
#: Words at which a filter or a sheet's name cannot end: something is still to come.
LOOSE_ENDS = _set(
    """
    and or not is are was like in contains contain containing equals equal starts ends with than over under above
    below between to of the a an from for where by via using at least most greater less more but if when after
    before since until unless then please pls thanks on only service sheet tab skip confirm ask no without dont
    tomorrow tonight later once maybe except ups ordered placed created purchased
    """
)

#: Real words that stand one slip from a word of the grammar and are not meant as it.
REAL = _set(
    """
    shop shops chip chips whip hip sip slip snip skis shin shit shun sheep sheet shift
    sent sand sends sender bend lend mend tend end spend fend vend
    tun ruin rut rum rub rug runs sun bun gun fun nun rn
    got god gone goes ago gob gosh
    yet yes-no yen yer yew eyes yours year
    proceeds process processed precede preceded
    approval approver approves approach approached improve disapprove disapproved unapproved approximate
    like liked live love life lives
    void voice avoid avoided voids
    began begun forgot forgotten held kept threw thrown took taken broke broken froze frozen withdrew withdrawn
    undid undone redid redone chose chosen gave given wrote written bought
    resumes resumed resumé presume presumed consume assume
    restarts restarted start started starts
    sure pure cure lure sore
    find fined fire fired hire tire wire
    food hood mood wood gods goody gold
    grate greet treat gear
    shaking skin kip
    notes noted note nope hope rope
    knew known know now show shown snow slow flow
    send-off house mouse
    loop loops book books cook hook took lock locks
    tight eight light might night sight fight bright
    cost costs lost most post posts host hosts
    cost list mist lists last late rate date gate
    form from farm for far
    past paste part parts
    must just trust rust
    them then than thin thank
    were where there here hear her
    wait want went wants
    whole hole while white
    our hour out oust
    stay stray star stat
    stops stopped stopping
    hold held help
    canceled cancelled cancels cancellation cancelling
    rejected rejects ejected
    shipped shipping ships shipment shipper
    sending running going
    done none gone bone
    live leave leaves
    drop drops crop
    jobs job joke
    lane line lines fine fines mine nine wine dine
    each teach reach
    mark more move mode model made make
    auto autos
    buys bus boy guy guys
    rip trip ripe rid
    bat batches hatch match catch
    total totals tidal
    ready read real reads
    sad say sat
    fix fixed mix six
    weigh weighs eight
    labels lapel
    try dry cry tray
    close closed closer
    order older under
    ear era err
    can cannot ban
    bin bit big
    has gas was
    off of often
    right rights
    nobody somebody anybody
    wrong strong
    hate hates
    nit net
    bad bed bid
    plane plan place
    back pack packs
    kind king
    clean clear
    print prints paint
    ups cups pups
    trick truck tracks
    skip skips ship
    pay day way may
    never fever
    email emails emailed mail mailed male
    """
)
