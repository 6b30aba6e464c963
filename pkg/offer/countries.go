package offer

import "strings"

// countries holds the codes of ISO 3166-1: two letters, three letters, and a
// space or line break, so that a country begins at every sixth byte.
const countries = `
ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE
BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS
BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN
COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST
EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF
GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD
HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM
JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA
LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD
MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM
NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG
PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA
SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD
STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON
TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR
VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE`

// wide is the length of an entry in countries.
const wide = len("MXMEX ")

// misnamed are codes in use that are not ISO 3166.
const misnamed = "UKGB ELGR "

var known = index()

// index says for each pair of letters where its country stands, 0 for none.
func index() (at [26 * 26]uint16) {
	for i := 1; i < len(countries); i += wide {
		at[place(countries[i], countries[i+1])] = uint16(i)
	}
	return at
}

func place(a, b byte) int { return int(a-'A')*26 + int(b-'A') }

// country gives the ISO code that s writes, in capital letters.
func country(s string) (string, bool) {
	if len(s) != 2 || !letter(s[0]) || !letter(s[1]) {
		return "", false
	}
	at := int(known[place(s[0]&^0x20, s[1]&^0x20)])
	if at == 0 {
		return "", false
	}
	return countries[at : at+2], true
}

func letter(c byte) bool {
	c &^= 0x20
	return c >= 'A' && c <= 'Z'
}

// meant gives the country of a three-letter code or of a wrong one, or "".
func meant(s string) string {
	s = strings.ToUpper(s)
	switch len(s) {
	case 2:
		for i := 0; i < len(misnamed); i += len("UKGB ") {
			if misnamed[i:i+2] == s {
				return misnamed[i+2 : i+4]
			}
		}
	case 3:
		for i := 1; i < len(countries); i += wide {
			if countries[i+2:i+5] == s {
				return countries[i : i+2]
			}
		}
	}
	return ""
}
