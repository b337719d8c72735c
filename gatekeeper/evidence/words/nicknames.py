"""What British families and schools call children for short.

Beside the surname it is a full name; alone it is asked about, unless it is an ordinary word. A
pupil's own known-as stands on the register, and does not need to stand here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

_LINES = """
    aaron ron ronnie
    abdul abdi
    abigail abi abby abbie gail
    albert bert bertie al albie
    alexander alex al alec xander sandy sasha lex
    alexandra alex alexa lexi lexie sandra sasha
    alfred alf alfie fred freddie
    alice ali ally
    alison ali ally
    amelia amy millie milly mia emmy
    amanda mandy
    andrew andy drew
    angela angie
    annabel annabelle bella belle anna
    anthony tony ant
    archibald archie
    arthur art artie
    beatrice bea bee trixie
    beatrix bea bee trixie
    benjamin ben benny benji
    bethany beth
    cameron cam
    caroline caz carrie caro
    catherine cathy cath kate katie cat kitty
    charles charlie chas chaz
    charlotte charlie lottie lotte charley char
    christian chris
    christina chris tina chrissie
    christopher chris kit topher
    daniel dan danny
    danielle dani danni elle
    david dave davey
    deborah debbie deb
    dominic dom nic
    dorothy dot dottie dolly
    edward ed eddie ted teddy ned
    eleanor ellie nell nellie nora lena
    elizabeth liz lizzie lizzy beth betty bess eliza elsie libby lily lilibet ellie
    emily em emmy millie milly
    emma em emmy
    ethan eth
    evelyn evie eve
    felicity fliss flick
    florence flo flossie florrie
    frances fran frankie
    francis frank frankie
    frederick fred freddie freddy
    gabriel gabe
    gabriella gabby gabi ella
    gabrielle gabby gabi elle
    george georgie
    georgia georgie
    georgina georgie gina
    gregory greg
    hannah han
    harold harry hal
    harriet hattie harry
    harrison harry
    helena lena nell
    henrietta hettie etta henry
    henry harry hal
    imogen immy imo
    isabel izzy issy bella belle
    isabella izzy issy bella
    isabelle izzy issy belle bella
    isaac zac ike
    jack jackie
    jacob jake
    james jamie jim jimmy jem
    jasmine jas jaz jazz
    jennifer jen jenny
    jeremy jem jez
    jessica jess jessie
    joanna jo joey
    jonathan jon jonny jonty
    joseph joe joey
    joshua josh
    josephine josie jo
    judith judy
    katherine kathy kath kate katie kat kitty
    kathryn kathy kath kate katie kat
    kimberley kim
    lawrence larry laurie
    leonard leo len lenny
    leonardo leo
    lewis lew
    lillian lily lil
    lucas luke
    luke lukie
    madeleine maddie maddy
    madison maddie maddy
    margaret maggie meg peggy daisy greta
    maria mia
    martha marty
    matilda tilly tilda mattie
    matthew matt matty
    maximilian max
    maxwell max
    megan meg meggie
    melissa mel lissa
    michael mike mikey mick
    mohammed mo mohammad muhammad mohamed
    mohammad mo mohammed muhammad mohamed
    muhammad mo mohammed mohammad mohamed
    mohamed mo mohammed mohammad muhammad
    natalie nat
    natasha tash tasha
    nathan nat nate
    nathaniel nat nate nathan
    nicholas nick nicky
    nicole nicky nic
    oliver ollie olly
    olivia liv livvy livi libby
    oscar ozzy
    patricia pat trish tricia
    patrick pat paddy
    penelope penny nell
    peter pete
    philip phil pip
    phoebe bee
    rachel rach
    raphael raph raff
    rebecca becky becca bex
    reginald reg reggie
    richard rich richie rick ricky dick
    robert rob robbie bob bobby bert
    ronald ron ronnie
    rosalind ros roz
    rosemary rosie
    rose rosie
    rupert roo
    ryan ry
    samantha sam sammy
    samuel sam sammy
    sarah sal sally
    sebastian seb bas
    sophia sophie sofia zofia zophia
    sofia sophie sophia zofia
    sophie soph sophia
    zofia sophie sofia zophia
    stephanie steph
    stephen steve stevie
    steven steve stevie
    susan sue susie
    susannah sue susie zanna
    tabitha tabby
    thaddeus tad thad
    theodore theo teddy ted
    theresa tess terri
    thomas tom tommy
    timothy tim timmy
    toby tobes
    victoria vicky vic tori
    vincent vince vinny
    violet vi
    wilfred wilf fred
    william will bill billy liam willie wills
    winifred winnie freda
    xander alex
    zachary zac zach zack
"""


def _table(lines: str) -> Mapping[str, frozenset[str]]:
    table: defaultdict[str, set[str]] = defaultdict(set)
    for line in filter(None, map(str.split, lines.splitlines())):
        table[line[0]].update(line[1:])
    return {name: frozenset(short) for name, short in table.items()}


NICKNAMES = _table(_LINES)
"""First name, squashed, to what is short for it. It is not read the other way round."""
